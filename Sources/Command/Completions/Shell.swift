/// The shells that have a completion script.
///
/// A script contains no commands or lessons. It passes the line up to the cursor to
/// `gradus completions words`, which prints the candidates, one per line, each with a tab and its
/// description; `/` stands for file names.
enum Shell: String, CaseIterable {
  case bash
  case zsh
  case fish

  /// The script.
  var script: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  // Works with bash 3.2 too, which macOS has. For bash, a word begins after '=' or ':'.
  private static let bashScript = #"""
    # Completion of gradus in bash: source <(gradus completions bash)

    _gradus() {
      local program="${1/#\~/$HOME}" line="${COMP_LINE:0:COMP_POINT}" word skip name files=
      word="${line##* }"
      skip="${word%"$2"}"
      COMPREPLY=()
      while IFS= read -r name; do
        if [ "$name" = / ]; then
          files=yes
        else
          name="${name%%$'\t'*}"
          COMPREPLY+=("${name#"$skip"}")
        fi
      done < <("$program" completions words "$line" 2>/dev/null)
      if [ -n "$files" ]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r name; do
          COMPREPLY+=("$name")
        done < <(compgen -f -- "$2")
      elif [ "${#COMPREPLY[@]}" = 1 ] && [ "${COMPREPLY[0]%=}" != "${COMPREPLY[0]}" ]; then
        compopt -o nospace 2>/dev/null
      fi
    }

    complete -F _gradus gradus

    """#

  private static let zshScript = #"""
    #compdef gradus
    # Completion of gradus in zsh: source <(gradus completions zsh) behind compinit,
    # or as a file _gradus in a folder of $fpath.

    _gradus() {
      local name files
      local -a found unfinished
      for name in "${(@f)$("${words[1]/#\~/$HOME}" completions words "${(j: :)words[1,CURRENT]}" 2>/dev/null)}"; do
        if [[ $name == / ]]; then
          files=yes
        elif [[ ${name%%$'\t'*} == *= ]]; then
          unfinished+=("${name/$'\t'/:}")
        elif [[ -n $name ]]; then
          found+=("${name/$'\t'/:}")
        fi
      done
      [[ -n $found ]] && _describe -V gradus found
      [[ -n $unfinished ]] && _describe -V gradus unfinished -S ''
      [[ -n $files ]] && _files
    }

    if [[ $funcstack[1] == _gradus ]]; then
      _gradus "$@"
    else
      compdef _gradus gradus
    fi

    """#

  private static let fishScript = #"""
    # Completion of gradus in fish: gradus completions fish | source

    function __gradus_complete
        set -l words (commandline -opc) (commandline -ct)
        for line in ($words[1] completions words (string join ' ' -- $words) 2>/dev/null)
            if test "$line" = /
                __fish_complete_path (commandline -ct)
            else
                echo $line
            end
        end
    end

    complete -c gradus -f -a '(__gradus_complete)'

    """#
}
