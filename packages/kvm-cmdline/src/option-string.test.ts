import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { renderImplied, renderOptions, type OptionValue } from './option-string.ts';

test('keys and values come in the order given, after the value without a key', () => {
  expect(renderOptions('virtio-blk-pci', { id: 'disk0', addr: '0xc' })).toBe(
    'virtio-blk-pci,id=disk0,addr=0xc',
  );
  expect(renderOptions(undefined, { id: 'disk0', lun: 1 })).toBe('id=disk0,lun=1');
  expect(renderOptions('none', {})).toBe('none');
});

test('commas are doubled, in the first value too, and nothing else is touched', () => {
  expect(renderOptions('a,b', { path: String.raw`/x,,y "z" 'q' \ =%$`, last: ',' })).toBe(
    String.raw`a,,b,path=/x,,,,y "z" 'q' \ =%$,last=,,`,
  );
});

test('booleans are on and off', () => {
  expect(renderOptions(undefined, { server: true, wait: false })).toBe('server=on,wait=off');
});

test('what is undefined is left out; an empty text is not', () => {
  expect(renderOptions('pc', { acpi: undefined, usb: '', cores: 0 })).toBe('pc,usb=,cores=0');
});

test('a value that QEMU would read as key=value is written with its key', () => {
  expect(renderImplied('guest', 'web1', {})).toBe('web1');
  expect(renderImplied('guest', 'a=b', {})).toBe('guest=a=b');
  expect(renderImplied('path', 'a=b,c', { server: true })).toBe('path=a=b,,c,server=on');
  expect(renderImplied('guest', 'a,b=c', {})).toBe('a,,b=c');
});

const key = fc.stringMatching(/^[a-z][a-z0-9.-]{0,12}$/);
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(',', ',,', '=', ' ', '"', 'on', '\n'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(undefined));

test('QEMU’s rule reads back exactly what was rendered', () => {
  fc.assert(
    fc.property(fc.option(text), fc.dictionary(key, value, { maxKeys: 5 }), (first, options) => {
      const given = Object.entries(options).flatMap(([name, each]) => asRead(name, each));
      fc.pre(first !== null || given.length > 0);
      const rendered =
        first === null ? renderOptions(undefined, options) : renderImplied('implied', first, options);
      const expected = first === null ? given : [['implied', first], ...given];
      expect(readOptions(rendered, 'implied')).toEqual(expected);
    }),
  );
});

function asRead(name: string, given: OptionValue): [string, string][] {
  if (given === undefined) return [];
  return [[name, typeof given === 'boolean' ? (given ? 'on' : 'off') : String(given)]];
}

/** The rule of `opts_do_parse` and `get_opt_value`: a key ends at `=`, a value at a comma that is not doubled. */
function readOptions(rendered: string, impliedKey: string): [string, string][] {
  const read: [string, string][] = [];
  let rest = rendered;
  for (let first = true; first || rest !== ''; first = false) {
    const [word = ''] = /^[^=,]*/.exec(rest) ?? [];
    const hasKey = rest[word.length] === '=';
    if (!hasKey && !first) throw new Error(`${word} has no value`);
    const [written = ''] = /^(?:[^,]|,,)*/su.exec(hasKey ? rest.slice(word.length + 1) : rest) ?? [];
    read.push([hasKey ? word : impliedKey, written.replaceAll(',,', ',')]);
    rest = rest.slice((hasKey ? word.length + 1 : 0) + written.length + 1);
  }
  return read;
}
