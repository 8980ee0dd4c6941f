import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { foldText } from "#lib/expr/text-literal";
import { writeCompanyName } from "#lib/screen/universe/name-style";

describe("one style of capitals in names", () => {
  test.each([
    ["HERC HOLDINGS INC", "Herc Holdings Inc"],
    ["MIMEDX GROUP, INC.", "Mimedx Group, Inc."],
    ["BANK OF THE JAMES FINANCIAL CORP", "Bank of the James Financial Corp"],
    ["THE MARCUS CORP", "The Marcus Corp"],
    ["UMB FINANCIAL CORP", "UMB Financial Corp"],
    ["TTM TECHNOLOGIES INC", "TTM Technologies Inc"],
    ["GATX CORP", "GATX Corp"],
    ["O'REILLY AUTOMOTIVE INC", "O'Reilly Automotive Inc"],
    ["DENNY'S CORP", "Denny's Corp"],
    ["MCGRATH RENTCORP", "McGrath Rentcorp"],
    ["BEL FUSE INC /NJ", "Bel Fuse Inc /NJ"],
    ["FIRST BANCORP /PR/", "First Bancorp /PR/"],
    ["M/I HOMES, INC.", "M/I Homes, Inc."],
    ["AZZ INC", "AZZ Inc"],
    ["SEACOAST BANKING CORP OF FLORIDA", "Seacoast Banking Corp of Florida"],
    ["1ST SOURCE CORP", "1st Source Corp"],
    ["COCA-COLA CONSOLIDATED, INC.", "Coca-Cola Consolidated, Inc."],
    ["NACCO INDUSTRIES INC", "NACCO Industries Inc"],
    ["Alphabet Inc.", "Alphabet Inc."],
    ["SiTime Corp", "SiTime Corp"],
    ["BJ'S RESTAURANTS INC", "BJ's Restaurants Inc"],
    ["", ""],
  ])("%j is %j", (name, written) => {
    expect(writeCompanyName(name)).toBe(written);
  });

  it("changes capitals alone, so that a name is found as it was filed, and changes nothing twice", () => {
    const word = fc.constantFrom(
      "BANK",
      "OF",
      "O'REILLY",
      "A",
      "II",
      "&",
      "/DE/",
      "ÉCOLE",
      "CORP",
      "-",
      "3D",
      "MCDONALD",
      ",",
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const name = words.join(" ");
        const written = writeCompanyName(name);
        expect(foldText(written)).toBe(foldText(name));
        expect(writeCompanyName(written)).toBe(written);
      }),
    );
  });
});
