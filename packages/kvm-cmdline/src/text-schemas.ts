import * as v from 'valibot';

import { fitsInArgv, isNormalizedAbsolutePath, pathRule, textRule } from './text-rules.ts';

export const text = (): v.GenericSchema<string> => v.pipe(v.string(), v.check(fitsInArgv, textRule));

export const absolutePath = (): v.GenericSchema<string> =>
  v.pipe(text(), v.check(isNormalizedAbsolutePath, pathRule));

export const uuid = (): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      'a UUID in lower case, as `uuidgen` prints',
    ),
  );

export const wholeNumber = (minimum: number, maximum: number): v.GenericSchema<number> => {
  const rule =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.number(rule),
    v.check((n) => Number.isSafeInteger(n) && n >= minimum && n <= maximum, rule),
  );
};
