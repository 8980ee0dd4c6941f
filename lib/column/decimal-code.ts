import { knownCode } from "#lib/util/missing";

/**
 * A number in as few bytes as its decimal digits need: filings speak of 89,492 thousand, but the eight bytes of that
 * number as a double look random to whatever packs them. A token of one byte says how the digits, which lie elsewhere,
 * are to be read:
 *
 *     bits 0 to 2   how many bytes the digits take, 0 to 6, least first; 7: the eight bytes of the double itself
 *     bit 3         negative
 *     bits 4 to 7   the power of ten that the digits are multiplied by, plus 7: -7 to 8
 *
 * A number that would not come back bit for bit is written as the double itself.
 */
const rawToken = 7;
const lengthBits = 7;
const negativeBit = 8;
const digitsMax = 2 ** 48;
const powerMin = -7;
const powerMax = 8;
const powersOfTen = Array.from({ length: powerMax + 1 }, (_, power) => 10 ** power);

// What each token means: a loop over hundreds of thousands of them looks it up instead of working it out.
const tokens = Array.from({ length: 256 }, (_, token) => token);
const digitBytes = Uint8Array.from(tokens, (token) => ((token & lengthBits) === rawToken ? 8 : token & lengthBits));
const lowMasks = Uint32Array.from(tokens, (token) => 2 ** (8 * Math.min(4, token & lengthBits)) - 1);
const highMasks = Uint16Array.from(tokens, (token) => 2 ** (8 * Math.max(0, (token & lengthBits) - 4)) - 1);
const factors = Float64Array.from(tokens, (token) => {
  const factor = powersOfTen[Math.max(0, (token >> 4) + powerMin)] as number;
  return token & negativeBit ? -factor : factor;
});
const divisors = Float64Array.from(tokens, (token) => powersOfTen[Math.max(0, -(token >> 4) - powerMin)] as number);

/** How many bytes of digits a token has. */
export function countDigitBytes(token: number): number {
  return digitBytes[token] as number;
}

/** Writes a number's digits at a place, where eight bytes must be free, and returns its token. */
export function writeDecimal(value: number, target: DataView, at: number): number {
  const power = findPower(value);
  if (power === null) {
    target.setFloat64(at, value, true);
    return rawToken;
  }
  let length = 0;
  for (let digits = scaleDown(Math.abs(value), power); digits > 0; digits = Math.floor(digits / 256)) {
    target.setUint8(at + length, digits % 256);
    length += 1;
  }
  return ((power - powerMin) << 4) | (value < 0 || Object.is(value, -0) ? negativeBit : 0) | length;
}

/** Where the next token and its digits lie. */
export interface DecimalCursor {
  token: number;
  digit: number;
}

/**
 * Reads the numbers of a column: those whose reason is that they are known; the others are left as they are. Moves the
 * cursor behind them. The caller has made sure that their tokens are there. Throws a RangeError where the source ends less
 * than eight bytes behind the beginning of a number's digits.
 */
export function readDecimals(source: DataView, cursor: DecimalCursor, values: Float64Array, reasons: Uint8Array): void {
  let { token: tokenAt, digit: digitAt } = cursor;
  for (let row = 0; row < values.length; row++) {
    if (reasons[row] !== knownCode) continue;
    const token = source.getUint8(tokenAt);
    tokenAt += 1;
    if ((token & lengthBits) === rawToken) {
      values[row] = source.getFloat64(digitAt, true);
    } else {
      const low = (source.getUint32(digitAt, true) & (lowMasks[token] as number)) >>> 0;
      const high = source.getUint16(digitAt + 4, true) & (highMasks[token] as number);
      // One of the two is 1, so that this is one correctly rounded operation, the same on every machine.
      values[row] = ((low + high * 2 ** 32) * (factors[token] as number)) / (divisors[token] as number);
    }
    digitAt += digitBytes[token] as number;
  }
  cursor.token = tokenAt;
  cursor.digit = digitAt;
}

/** The power of ten whose multiple with the fewest digits the number is; null when it is none exactly. */
function findPower(value: number): number | null {
  const size = Math.abs(value);
  let power = 0;
  if (Number.isInteger(size)) {
    while (power < powerMax && size !== 0 && size % (powersOfTen[power + 1] as number) === 0) power += 1;
  } else {
    while (power > powerMin && scaleUp(scaleDown(size, power), power) !== size) power -= 1;
  }
  const digits = scaleDown(size, power);
  return digits < digitsMax && Object.is(Math.sign(value) * scaleUp(digits, power), value) ? power : null;
}

function scaleDown(size: number, power: number): number {
  return Math.round(power < 0 ? size * (powersOfTen[-power] as number) : size / (powersOfTen[power] as number));
}

function scaleUp(digits: number, power: number): number {
  return power < 0 ? digits / (powersOfTen[-power] as number) : digits * (powersOfTen[power] as number);
}
