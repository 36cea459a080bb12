import type { MemberGroup, SeedMember } from './member.ts';

const head = `# Ganeti's \`KVMHypervisor\`, member by member

Made by \`npm run seed-table\`; not written by hand.

Every method and class variable of Ganeti's class, private ones too, in its order: where it lives here, what kvmkit does otherwise, and the test that shows it. \`npm test\` fails when a test that stands here did not pass in that very run. \`…\` in a title stands for any text: the test is one for each of many values.
`;

/** docs/seed-table.md, before it is formatted. It says nothing of the run and the machine that it was made on. */
export function renderTable(groups: readonly MemberGroup[]): string {
  return [head, ...groups.map(renderGroup)].join('\n');
}

function renderGroup({ title, members }: MemberGroup): string {
  const rows = [
    ['Ganeti', 'Here', 'Otherwise than there', 'Shown by'],
    ['---', '---', '---', '---'],
    ...members.map(renderMember),
  ];
  return `## ${title}\n\n${rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`;
}

function renderMember(member: SeedMember): readonly string[] {
  const name = `\`${member.member}\``;
  const place = `[\`${member.name}\`](../${member.file})${member.part === undefined ? '' : `, \`${member.part}\``}`;
  return [
    name,
    member.facade === undefined ? place : `\`KvmHypervisor.${member.facade}\`: ${place}`,
    member.otherwise ?? '',
    member.tests.map((test) => `[${shown(test.title)}](../${test.file})`).join('<br>'),
  ];
}

function shown(title: string): string {
  return title
    .replaceAll('*', '…')
    .replaceAll(' > ', ': ')
    .replaceAll('|', String.raw`\|`);
}
