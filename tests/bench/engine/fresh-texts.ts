import "server-only";
import type { FreshClause, FreshScreen, ScoreTerm } from "./fresh-screen";
import { writeNumber } from "./write-number";

/** The filter of a screen in the language. */
export function writeFreshFilter({ clauses }: FreshScreen): string {
  return clauses
    .map((clause) =>
      clause.kind === "between"
        ? `${clause.column} between ${writeNumber(clause.low)} and ${writeNumber(clause.high)}`
        : `${writeSubject(clause)} ${clause.operator} ${writeNumber(clause.bound)}`,
    )
    .join(" and ");
}

/** The score of a screen in the language, as it stands behind `rank by`. */
export function writeFreshScore({ terms }: FreshScreen): string {
  return writeTerms(terms, (weight, column) => `${writeNumber(weight)} pct(${column})`);
}

/** The whole screen in the language: its filter and its order. */
export function writeFreshQuery(screen: FreshScreen): string {
  return `${writeFreshFilter(screen)} rank by ${writeFreshScore(screen)}`;
}

/** The whole screen in SQL, with its numbers in it. They have an exponent, so that none is read as a decimal number. */
export function writeFreshSql(table: string, { clauses, terms }: FreshScreen, limit: number): string {
  const conditions = clauses.map((clause) => {
    if (clause.kind === "between") {
      return `${clause.column} between ${clause.low.toExponential()} and ${clause.high.toExponential()}`;
    }
    const subject = clause.divisor === null ? clause.column : `${clause.column} / nullif(${clause.divisor}, 0)`;
    return `${subject} ${clause.operator} ${clause.bound.toExponential()}`;
  });
  const score = writeTerms(terms, (weight, column) => `${weight.toExponential()} * pct_${column}`);
  return (
    `select id from ${table} where ${conditions.join(" and ")} ` +
    `order by ${score} desc nulls last, id limit ${limit}`
  );
}

/** The filter of a screen in JavaScript, of a row named by its prefix: `d.` or `row.`. Comparisons of NaN are false. */
export function writeFreshPredicate({ clauses }: FreshScreen, prefix: string): string {
  return clauses
    .map((clause) => {
      const column = `${prefix}${clause.column}`;
      if (clause.kind === "between") return `${column} >= ${clause.low} && ${column} <= ${clause.high}`;
      if (clause.divisor === null) return `${column} ${clause.operator} ${clause.bound}`;
      const divisor = `${prefix}${clause.divisor}`;
      return `${divisor} !== 0 && ${column} / ${divisor} ${clause.operator} ${clause.bound}`;
    })
    .join(" && ");
}

/** The score of a screen in JavaScript, of a row named by its prefix. */
export function writeFreshRank({ terms }: FreshScreen, prefix: string): string {
  return writeTerms(terms, (weight, column) => `${weight} * ${prefix}pct_${column}`);
}

function writeSubject(clause: FreshClause & { kind: "comparison" }): string {
  return clause.divisor === null ? clause.column : `${clause.column} / ${clause.divisor}`;
}

/** Parts with their signs between them; a part that lowers the score is never written as the addition of a negative one. */
function writeTerms(terms: readonly ScoreTerm[], write: (weight: number, column: string) => string): string {
  return terms
    .map(({ column, weight }, at) => {
      const sign = weight < 0 ? "-" : "+";
      const part = write(Math.abs(weight), column);
      if (at > 0) return ` ${sign} ${part}`;
      return weight < 0 ? `-${part}` : part;
    })
    .join("");
}
