// Codes of short links and of events: not to be guessed, and hard to misread.

const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
/** 14 letters of 55 are 80 bits. */
const CODE_LENGTH = 14;
const CODE_PATTERN = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`);

export const isCode = (text: string): boolean => CODE_PATTERN.test(text);

/** @param randomBytes cryptographically random bytes */
export function makeCode(randomBytes: (count: number) => Uint8Array): string {
  let code = "";
  while (code.length < CODE_LENGTH) {
    for (const byte of randomBytes(CODE_LENGTH)) {
      // Bytes beyond the last whole multiple would favour the first letters.
      if (byte < 256 - (256 % ALPHABET.length) && code.length < CODE_LENGTH)
        code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}
