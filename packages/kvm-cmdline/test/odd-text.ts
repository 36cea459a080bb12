import * as fc from 'fast-check';

/** Text of at most so many bytes, mostly of what has a meaning somewhere. */
export function oddText(limitBytes: number): fc.Arbitrary<string> {
  const telling = fc.constantFrom(
    ',',
    ',,',
    '=',
    '"',
    "'",
    '\\',
    ' ',
    '\n',
    '%s',
    '$',
    '{',
    ':',
    'é',
    '漢',
    '😀',
    'on',
  );
  const unit = fc.oneof(telling, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
  return fc
    .string({ unit, minLength: 1, maxLength: Math.floor(limitBytes / 4), size: 'max' })
    .filter((text) => !text.includes('\0') && !hasNoncharacter(text));
}

// QMP's JSON refuses Unicode's noncharacters (`is_valid_codepoint` in util/unicode.c), whoever sends them.
function hasNoncharacter(text: string): boolean {
  return /\p{Noncharacter_Code_Point}/u.test(text);
}
