import Link from "next/link";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import { defaultVersion } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";

export interface VersionSwitchProps {
  /** Every version that there is. */
  readonly versions: readonly Policy[];
  /** The version whose rules the page shows; null where they are those of a named policy. */
  readonly shown: number | null;
}

/** Which version of the policy the page shows, as links: each is an address to send. */
export function VersionSwitch({ versions, shown }: VersionSwitchProps) {
  return (
    <nav aria-label="Version of the policy" className="flex flex-wrap gap-2">
      {versions.map(({ version }) => (
        <Link
          key={version}
          href={getVersionHref(version)}
          prefetch={false}
          scroll={false}
          aria-current={version === shown ? "true" : undefined}
          className="inline-flex min-h-8 items-center gap-2 rounded-ui border border-line-strong bg-surface px-3 py-1 text-sm text-ink-muted hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
        >
          Version {version}
          <span className="text-xs font-normal">
            {version === defaultVersion ? "judges by default" : "judges where it is asked for"}
          </span>
        </Link>
      ))}
    </nav>
  );
}

/** The page with the rules of a version; of the default one without a parameter. */
export function getVersionHref(version: number): string {
  const policy = version === defaultVersion ? null : { version: String(version), values: {} };
  return `/methodology${buildViewSearch({ ...plainView, policy })}`;
}
