// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr const char kBash[] = R"sh(# source <(authctl completion bash)
_authctl() {
    local IFS=$'\n' words current line
    words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    # Bash breaks words at = and :, which are part of ours.
    if declare -F _get_comp_words_by_ref >/dev/null; then
        local cur prev cword
        _get_comp_words_by_ref -n =: cur prev words cword
        words=("${words[@]:1:cword}")
    fi
    current=${words[${#words[@]}-1]}
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$(printf %q "${line%%$'\t'*}")")
    done < <("${COMP_WORDS[0]}" __complete -- "${words[@]}" 2>/dev/null)
    if declare -F __ltrim_colon_completions >/dev/null; then
        __ltrim_colon_completions "$current"
    fi
    if [ ${#COMPREPLY[@]} -eq 0 ]; then
        compopt -o default
    fi
}
complete -F _authctl authctl
)sh";

constexpr const char kZsh[] = R"sh(#compdef authctl
# source <(authctl completion zsh), or this file as _authctl in a directory of $fpath
_authctl() {
    local -a candidates
    local line value
    while IFS= read -r line; do
        value=${line%%$'\t'*}
        candidates+=("${value//:/\\:}:${line#*$'\t'}")
    done < <("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#candidates} )); then
        _describe authctl candidates
    else
        _files
    fi
}
if [ "${funcstack[1]}" = _authctl ]; then
    _authctl "$@"
else
    compdef _authctl authctl
fi
)sh";

constexpr const char kFish[] = R"sh(# authctl completion fish | source
function __authctl_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] __complete -- $words[2..-1] 2>/dev/null
end
complete -c authctl -f -a '(__authctl_complete)'
)sh";

int printScript(const Invocation &invocation)
{
    const QString shell = invocation.options.handle;
    if (shell == "bash"_L1)
        writeText(kBash);
    else if (shell == "zsh"_L1)
        writeText(kZsh);
    else if (shell == "fish"_L1)
        writeText(kFish);
    else
        return report(invocation.options,
            usageFailure(u"There is completion for bash, zsh and fish, not for \"%1\"."_s.arg(shell)));
    return Done;
}

constexpr Verb kVerbs[] = {
    { "", "Print the completion script of a shell.", "authctl completion bash", -1, Handle::Required, {}, printScript },
};

}

extern const Noun completion_variant;
const Noun completion_variant { "completion", {}, "Print the completion script of a shell.", "SHELL", "", "", {},
    kVerbs,
    "bash: source <(authctl completion bash) in ~/.bashrc. zsh: the same in ~/.zshrc, behind compinit. fish: "
    "authctl completion fish > ~/.config/fish/completions/authctl.fish.",
    true };

}
