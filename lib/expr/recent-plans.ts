import type { Node } from "./ast";
import type { Plan } from "./plan";

const keptMax = 32;

/**
 * The plans of the trees that were checked last, so that what is evaluated next is not compiled a second time. They
 * stand in a ring that is written over in place: a weak map, or a map whose entries come and go, keeps what it has held
 * until the whole heap is swept, which costs more than the check itself.
 */
export class RecentPlans {
  private readonly nodes: (Node | null)[] = Array<Node | null>(keptMax).fill(null);
  private readonly plans: (Plan | null)[] = Array<Plan | null>(keptMax).fill(null);
  private next = 0;

  find(node: Node): Plan | null {
    const place = this.nodes.indexOf(node);
    return place < 0 ? null : (this.plans[place] ?? null);
  }

  add(node: Node, plan: Plan): void {
    this.nodes[this.next] = node;
    this.plans[this.next] = plan;
    this.next = (this.next + 1) % keptMax;
  }
}
