import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { execa } from 'execa';
import { describe, expect } from 'vitest';

import { shellQuote } from '../src/shell-quote.ts';
import { test, type Cli } from './support/cli.ts';

describe('bash completes', () => {
  test('the names of commands', async ({ cli }) => {
    expect((await proposals(cli, 're')).toSorted()).toEqual([
      'reboot',
      'recover',
      'reset',
      'resize',
      'resume',
    ]);
    expect(await proposals(cli, 'nothing')).toEqual([]);
    expect(await proposals(cli, '')).not.toContain('complete');
  });

  test('options, of a command or before one', async ({ cli }) => {
    expect(await proposals(cli, 'stop', '--')).toEqual(['--timeout', '--force', '--root', '--json']);
    expect(await proposals(cli, 'stop', '--force', '--t')).toEqual(['--timeout']);
    expect(await proposals(cli, '--')).toEqual(['--root', '--json', '--help', '--version']);
    expect(await proposals(cli, '--json', 'in')).toEqual(['info']);
  });

  test('the names of instances: of guests that run, or of all that are known', async ({ cli }) => {
    await cli.run('start', await cli.specification({ name: 'web1' }), '--paused');
    await cli.run('start', await cli.specification({ name: 'web2', uuid: otherUuid, disks: [] }), '--paused');
    expect(await proposals(cli, 'stop', 'w')).toEqual(['web1', 'web2']);
    expect(await proposals(cli, 'watch', 'web1', '')).toEqual(['web1', 'web2']);
    const { pid } = JSON.parse((await cli.run('info', 'web2', '--json')).stdout) as { pid: number };
    const watch = cli.start('watch', 'web2');
    await once(watch.stderr, 'data');
    process.kill(pid, 'SIGKILL');
    for await (const line of createInterface({ input: watch.stdout })) if (line.includes('ended')) break;
    watch.kill('SIGINT');
    expect(await proposals(cli, 'stop', '--force', '')).toEqual(['web1']);
    expect(await proposals(cli, 'balloon', '')).toEqual(['web1']);
    expect(await proposals(cli, 'hotplug', 'del-nic', '')).toEqual(['web1']);
    expect(await proposals(cli, 'info', '')).toEqual(['web1', 'web2']);
    expect(await proposals(cli, 'stop', '--root', join(cli.folder, 'other'), '')).toEqual([]);
    expect(await proposals(cli, '--root', '=', join(cli.folder, 'other'), 'info', '')).toEqual([]);
  });

  test('the names of shells', async ({ cli }) => {
    expect(await proposals(cli, 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('files where a file is meant, which is left to bash', async ({ cli }) => {
    expect(await proposals(cli, 'check', '')).toEqual([]);
    expect(await proposals(cli, 'start', './')).toEqual([]);
    expect(await proposals(cli, 'stop', '--root', '/')).toEqual([]);
  });
});

describe.for(['zsh', 'fish'])('the script for %s', (shell) => {
  test('is one that the shell can read', async ({ cli, skip }) => {
    const { stdout } = await cli.run('completion', shell);
    const { code } = await execa(shell, ['-c', 'true'], { reject: false });
    skip(code === 'ENOENT', `there is no ${shell} here`);
    const file = join(cli.folder, 'script');
    await writeFile(file, stdout);
    expect(await execa(shell, ['-n', file], { reject: false })).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

test('a shell that is none is bad usage', async ({ cli }) => {
  expect(await cli.run('completion', 'tcsh')).toMatchObject({ exitCode: 2 });
});

const otherUuid = '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c12';

/** What a real bash has to propose when TAB is pressed behind these words. */
async function proposals(cli: Cli, ...words: string[]): Promise<string[]> {
  // Instances are looked for in the test's own root: the command is a function of that.
  const script = `
kvmkit() { KVMKIT_ROOT=${shellQuote(cli.root)} ${cli.words.slice(0, -2).map(shellQuote).join(' ')} "$@"; }
source <(kvmkit completion bash)
COMP_WORDS=(kvmkit ${words.map(shellQuote).join(' ')})
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
"$(complete -p kvmkit | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" kvmkit
(( \${#COMPREPLY[@]} == 0 )) || printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = await execa('bash', ['-c', script]);
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}
