import type { GlobalOptions } from '../global-options.ts';
import { printLine } from '../output.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

export function completion(_globals: GlobalOptions, shell: Shell): void {
  printLine(scripts[shell]);
}

/** Each asks `kvmkit complete` for the words; where it has none, the shell offers files. */
const scripts: Readonly<Record<Shell, string>> = {
  bash: String.raw`# kvmkit for bash: source <(kvmkit completion bash)
_kvmkit() {
  local proposal
  COMPREPLY=()
  while IFS=$'\t' read -r proposal _; do
    COMPREPLY+=("$proposal")
  done < <("$1" complete -- "${'$'}{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _kvmkit kvmkit`,
  zsh: String.raw`#compdef kvmkit
# kvmkit for zsh, after compinit: source <(kvmkit completion zsh)
_kvmkit() {
  local -a proposals
  local proposal
  kvmkit complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null | while IFS= read -r proposal; do
    proposals+=("${'$'}{${'$'}{proposal//:/\\:}/$'\t'/:}")
  done
  if (( ${'$'}#proposals )); then _describe kvmkit proposals; else _files; fi
}
compdef _kvmkit kvmkit`,
  fish: String.raw`# kvmkit for fish: kvmkit completion fish | source
function __kvmkit_complete
  set -l words (commandline --tokenize --current-process --cut-at-cursor) (commandline --current-token --cut-at-cursor)
  set -l proposals (kvmkit complete -- $words[2..] 2>/dev/null)
  if set -q proposals[1]
    printf '%s\n' $proposals
  else
    __fish_complete_path (commandline --current-token --cut-at-cursor)
  end
end
complete --command kvmkit --no-files --arguments '(__kvmkit_complete)'`,
};
