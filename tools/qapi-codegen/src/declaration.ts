/** One type of the generated files. */
export interface Declaration {
  readonly name: string;
  readonly doc: string;
  readonly form: InterfaceForm | AliasForm;
}

interface InterfaceForm {
  readonly kind: 'interface';
  readonly extends: readonly string[];
  readonly members: readonly DeclaredMember[];
}

/** A union, or an intersection where `operator` says so. */
interface AliasForm {
  readonly kind: 'alias';
  readonly operator: '|' | '&';
  readonly parts: readonly string[];
}

export interface DeclaredMember {
  readonly doc: string;
  /** As written: with quotes where it needs them, with `?` where it may be absent. */
  readonly head: string;
  readonly type: string;
}

/** Writes a declaration as source text; lines are filled up to 110 characters. */
export function renderDeclaration({ name, doc, form }: Declaration): string {
  return `${renderDoc(doc)}export ${form.kind === 'alias' ? renderAlias(name, form) : renderInterface(name, form)}`;
}

const width = 110;

function renderInterface(name: string, form: InterfaceForm): string {
  const head = `interface ${name}${form.extends.length > 0 ? ` extends ${form.extends.join(', ')}` : ''}`;
  return form.members.length === 0
    ? `${head} {}\n`
    : `${head} {\n${form.members.map(renderMember).join('')}}\n`;
}

export function renderMember({ doc, head, type }: DeclaredMember): string {
  const member = `${head}: ${type};`;
  if (doc === '') return `  ${member}\n`;
  const line = `  /** ${doc} */ ${member}`;
  if (line.length <= width) return `${line}\n`;
  const wraps = member.length + 2 > width && type.includes(' | ');
  const parts = type.split(' | ').map((part) => `| ${part}`);
  const body = wraps ? `${head}:\n${fillUnion(parts, 4).join('\n')};` : member;
  return `${renderDoc(doc, 2)}  ${body}\n`;
}

function renderAlias(name: string, { operator, parts }: AliasForm): string {
  const line = `type ${name} = ${parts.join(` ${operator} `)};`;
  if (line.length + 'export '.length <= width) return `${line}\n`;
  return `type ${name} =\n${fillUnion(
    parts.map((part) => `${operator} ${part}`),
    2,
  ).join('\n')};\n`;
}

function fillUnion(parts: readonly string[], indent: number): readonly string[] {
  return fill(parts, width - indent - 1).map((line) => `${' '.repeat(indent)}${line}`);
}

function renderDoc(doc: string, indent = 0): string {
  const margin = ' '.repeat(indent);
  if (doc.length + indent + 7 <= width) return `${margin}/** ${doc} */\n`;
  const lines = fill(doc.split(' '), width - indent - 3);
  return `${margin}/**\n${lines.map((line) => `${margin} * ${line}\n`).join('')}${margin} */\n`;
}

function fill(words: readonly string[], limit: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= limit)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The head of a member; `name` is QEMU's. */
export function memberHead(name: string, required: boolean): string {
  return `readonly ${propertyName(name)}${required ? '' : '?'}`;
}

export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}
