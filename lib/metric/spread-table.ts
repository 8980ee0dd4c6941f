/** A rating and the spread over the base rate that a company of that rating pays; ordered from the best down. */
export interface SpreadGrade {
  readonly rating: string;
  /** The least interest cover of the grade; null for the last one. */
  readonly coverMin: number | null;
  /** As a ratio: 0.0045 is 45 basis points. */
  readonly spread: number;
}

/** Spreads by synthetic rating at a date: market conditions as data. */
export interface SpreadTable {
  readonly id: string;
  readonly label: string;
  readonly source: string;
  readonly grades: readonly SpreadGrade[];
}

const ladder: readonly (readonly [rating: string, coverMin: number | null])[] = [
  ["AAA", 12.5],
  ["AA", 9.5],
  ["A+", 7.5],
  ["A", 6],
  ["A-", 4.5],
  ["BBB", 4],
  ["BB+", 3.5],
  ["BB", 3],
  ["B+", 2.5],
  ["B", 2],
  ["B-", 1.5],
  ["CCC", 1.25],
  ["CC", 0.8],
  ["C", 0.5],
  ["D", null],
];

function buildGrades(spreadsPercent: readonly number[]): readonly SpreadGrade[] {
  return ladder.map(([rating, coverMin], index) => ({
    rating,
    coverMin,
    spread: Number(((spreadsPercent[index] ?? Number.NaN) / 100).toFixed(6)),
  }));
}

/** Synthetic ratings of smaller and riskier firms with the spreads of January 2025 (Damodaran). */
export const spreads2025: SpreadTable = {
  id: "january_2025",
  label: "January 2025",
  source: "Damodaran, Ratings, interest coverage ratios and default spread, smaller and riskier firms, January 2025.",
  grades: buildGrades([0.45, 0.6, 0.77, 0.85, 0.95, 1.2, 1.55, 1.83, 2.61, 3, 4.42, 7.28, 10.1, 15.5, 19]),
};

/** The same ratings with the wide spreads of January 2023 (Damodaran). */
export const spreads2023: SpreadTable = {
  id: "january_2023",
  label: "January 2023 (wide)",
  source: "Damodaran, Ratings, interest coverage ratios and default spread, smaller and riskier firms, January 2023.",
  grades: buildGrades([0.69, 0.85, 1.23, 1.42, 1.62, 2, 2.42, 3.13, 4.55, 5.26, 7.37, 11.57, 15.78, 17.5, 20]),
};

export const spreadTables: readonly SpreadTable[] = [spreads2025, spreads2023];

/** The rating of a cover as text in the language; `cover` is the name of a number. */
export function writeRating(cover: string, table: SpreadTable): string {
  return writeLadder(cover, table, ({ rating }) => `'${rating}'`);
}

/** The spread of a cover as text in the language, a ratio; `cover` is the name of a number. */
export function writeSpread(cover: string, table: SpreadTable): string {
  return writeLadder(cover, table, ({ spread }) => `${Number((spread * 10_000).toFixed(4))}bp`);
}

function writeLadder(cover: string, table: SpreadTable, writeGrade: (grade: SpreadGrade) => string): string {
  const parts = table.grades.map((grade) =>
    grade.coverMin === null ? writeGrade(grade) : `${cover} >= ${grade.coverMin}, ${writeGrade(grade)}`,
  );
  return `if(${parts.join(", ")})`;
}
