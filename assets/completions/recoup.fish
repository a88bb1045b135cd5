# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_recoup_global_optspecs
    string join \n data-dir= config= today= color= h/help V/version
end

function __fish_recoup_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_recoup_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_recoup_using_subcommand
    set -l cmd (__fish_recoup_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c recoup -n "__fish_recoup_needs_command" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_needs_command" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_needs_command" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_needs_command" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_needs_command" -s V -l version -d 'Print version'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "week" -d 'Show a week as plain lines'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "today" -d 'Show today\'s recovery and session'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "why" -d 'Explain a morning\'s score'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "review" -d 'Show a week in review'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "evaluate" -d 'Show how well the score agrees with your own ready ratings'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "check" -d 'Show the findings on a plan; exit 1 if there are any'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "log" -d 'Log a morning: sleep, soreness, how you feel'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "done" -d 'Record a session as done'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "rest" -d 'Make days full rest'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "apply" -d 'Apply what is offered today'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "undo" -d 'Undo the last change, whoever made it'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "redo" -d 'Redo what was undone'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "edit" -d 'Edit a week as text in your editor'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "demo" -d 'Look around with twelve sample weeks; nothing of yours is touched'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "status" -d 'Today in a few characters, for tmux, waybar or starship'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "setup" -d 'Answer what the plan should fit: training history, sleep, days, times'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "config" -d 'Settings: write them, find them, check them'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "doctor" -d 'Show where everything is and whether it can be used'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "completions" -d 'Print completions for a shell'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "man" -d 'Print the manual page, or that of a command'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "import" -d 'Import what a watch or another program exported, and CSV of your own'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "export" -d 'Export mornings and sessions as CSV files'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "backup" -d 'Back up weeks, settings and journal to one file'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "restore" -d 'Restore weeks, settings and journal from a backup'
complete -c recoup -n "__fish_recoup_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c recoup -n "__fish_recoup_using_subcommand week" -l week -d 'Which week, like 2026-W47 [default: this one]' -r
complete -c recoup -n "__fish_recoup_using_subcommand week" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand week" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand week" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand week" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand week" -l json -d 'As JSON'
complete -c recoup -n "__fish_recoup_using_subcommand week" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand week" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand today" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand today" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand today" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand today" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand today" -l json -d 'As JSON'
complete -c recoup -n "__fish_recoup_using_subcommand today" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand today" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand why" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand why" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand why" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand why" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand why" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand why" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand review" -l week -d 'Which week, like 2026-W47 [default: this one from Sunday on, else the last]' -r
complete -c recoup -n "__fish_recoup_using_subcommand review" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand review" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand review" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand review" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand review" -l json -d 'As JSON'
complete -c recoup -n "__fish_recoup_using_subcommand review" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand review" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand evaluate" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand evaluate" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand evaluate" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand evaluate" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand evaluate" -l json -d 'As JSON'
complete -c recoup -n "__fish_recoup_using_subcommand evaluate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand check" -l week -d 'Which week, like 2026-W47 [default: this one]' -r
complete -c recoup -n "__fish_recoup_using_subcommand check" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand check" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand check" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand check" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand check" -l json -d 'As JSON'
complete -c recoup -n "__fish_recoup_using_subcommand check" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand log" -l date -d 'Which morning: a date, a weekday\'s name, today, yesterday [default: today]' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l sleep -d 'Last night: 7h30, 7.5, or bed and wake time like 23:10-06:40' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l quality -d 'How you slept, 1 awful to 5 great' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l soreness -d 'Soreness 0 to 10, as chest=6,quads=3 or one number for the whole body' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l energy -d 'Energy, 1 to 5, 3 is normal for you' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l mood -d 'Mood, 1 to 5, 3 is normal for you' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l stress -d 'Stress, 1 to 5, 5 is worst' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l resting-hr -d 'Resting heart rate in beats a minute' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l hrv -d 'Heart-rate variability, rMSSD in milliseconds' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l nap -d 'A nap on that day, like 0:30; the next morning counts it' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l latency -d 'Minutes to fall asleep' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l awakenings -d 'Times you woke in the night' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l tag -d 'Yes-or-no words of your own, like "alcohol, no travel"' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l ill -d 'Ill this morning' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l pain -d 'Regions that hurt' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l ready -d 'How ready you feel, 0 to 10; kept for comparison' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l note -d 'A line for the day\'s note' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand log" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand log" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand log" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand log" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand done" -l minutes -d 'Minutes it took' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l rpe -d 'How hard it was, 0 to 10 in halves' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l felt -d 'How it felt: better, same or worse than expected' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l performance -d 'How it went compared with last time: better, same or worse' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l achieved -d 'The load or pace you reached, like 62.5kg or 5:20/km' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l distance -d 'How far it went, like 10.5km' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l kind -d 'What it was, if nothing is planned: strength, conditioning, endurance, mobility, active-recovery, rest' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l title -d 'Its name, with --kind' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand done" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand done" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand done" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand done" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand done" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand rest" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand rest" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand rest" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand rest" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand rest" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand rest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand apply" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand apply" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand apply" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand apply" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand apply" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand undo" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand undo" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand undo" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand undo" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand undo" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand redo" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand redo" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand redo" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand redo" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand redo" -l plain -d 'In words for a screen reader: one fact per line, no symbols'
complete -c recoup -n "__fish_recoup_using_subcommand redo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand edit" -l week -d 'Which week, like 2026-W47 [default: this one]' -r
complete -c recoup -n "__fish_recoup_using_subcommand edit" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand edit" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand edit" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand edit" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand demo" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand demo" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand demo" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand demo" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand demo" -l print -d 'Print a few screens as text instead of opening them'
complete -c recoup -n "__fish_recoup_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand status" -l format -d 'For which bar' -r -f -a "tmux\t'tmux: a piece of the status line, with its colour'
waybar\t'waybar: a custom module, as JSON'
starship\t'starship: a custom module, plain text'
json\t'JSON'"
complete -c recoup -n "__fish_recoup_using_subcommand status" -l at -d 'The time of day it is for [default: now]' -r
complete -c recoup -n "__fish_recoup_using_subcommand status" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand status" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand status" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand status" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand setup" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand setup" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand setup" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand setup" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand setup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -f -a "init" -d 'Write a settings file with every setting explained; an existing one stays'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -f -a "path" -d 'Print where the settings and everything beside them are'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -f -a "check" -d 'Check settings, keys, themes, splits and practices; report everything wrong, with line and column'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -f -a "schema" -d 'Print the settings as a JSON schema, for editors'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -f -a "keys" -d 'Print the default keys, as a keymap.toml'
complete -c recoup -n "__fish_recoup_using_subcommand config; and not __fish_seen_subcommand_from init path check schema keys help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from init" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from init" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from path" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from path" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from check" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from check" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from check" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from schema" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from schema" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from schema" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from schema" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from keys" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from keys" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from keys" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from keys" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from keys" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Write a settings file with every setting explained; an existing one stays'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print where the settings and everything beside them are'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check settings, keys, themes, splits and practices; report everything wrong, with line and column'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the settings as a JSON schema, for editors'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "keys" -d 'Print the default keys, as a keymap.toml'
complete -c recoup -n "__fish_recoup_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l json -d 'As JSON'
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l accept -d 'Take the folder as it is, if weeks are missing on purpose'
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -l fix -d 'Fix what can be fixed safely: left-over temporary files, the journal\'s index, missing format lines'
complete -c recoup -n "__fish_recoup_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand completions" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand completions" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand completions" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand completions" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand man" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand man" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand man" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand man" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand import" -l since -d 'Take nothing before this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand import" -l from -d 'Whose file it is, if it cannot be told: garmin, strava, recoup …' -r
complete -c recoup -n "__fish_recoup_using_subcommand import" -l map -d 'Read a table the way this file says; sleep-cycle, trainingpeaks and sheet are built in' -r
complete -c recoup -n "__fish_recoup_using_subcommand import" -l scale -d 'A column is on another scale, like mood=1-10; stress=100-0 where 100 is best' -r
complete -c recoup -n "__fish_recoup_using_subcommand import" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand import" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand import" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand import" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand import" -l replace -d 'Replace what is already there with the file\'s, also what was typed'
complete -c recoup -n "__fish_recoup_using_subcommand import" -l dry-run -d 'Show what would change, and change nothing'
complete -c recoup -n "__fish_recoup_using_subcommand import" -l no-walks -d 'Leave out walks'
complete -c recoup -n "__fish_recoup_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand export" -l days -d 'Where to write mornings; - is standard output' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand export" -l sessions -d 'Where to write sessions; - is standard output' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand export" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand export" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand export" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand export" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand export" -l force -d 'Replace files that already exist'
complete -c recoup -n "__fish_recoup_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand backup" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand backup" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand backup" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand backup" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand backup" -l force -d 'Replace the file if it already exists'
complete -c recoup -n "__fish_recoup_using_subcommand backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l data-dir -d 'Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l config -d 'Settings file [default: config.toml in the XDG config folder]' -r -F
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l today -d 'Work as if today were this day' -r
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l color -d 'Colour on the screen: auto follows the terminal and NO_COLOR' -r -f -a "auto\t'By the terminal and `NO_COLOR`'
always\t'Always'
never\t'Never'"
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l dry-run -d 'Show what would change, and change nothing'
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l older -d 'Restore files of the backup even if those here are newer'
complete -c recoup -n "__fish_recoup_using_subcommand restore" -l journal -d 'Instead of a backup: restore missing weeks as the journal last wrote them'
complete -c recoup -n "__fish_recoup_using_subcommand restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "week" -d 'Show a week as plain lines'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "today" -d 'Show today\'s recovery and session'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "why" -d 'Explain a morning\'s score'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "review" -d 'Show a week in review'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "evaluate" -d 'Show how well the score agrees with your own ready ratings'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "check" -d 'Show the findings on a plan; exit 1 if there are any'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "log" -d 'Log a morning: sleep, soreness, how you feel'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "done" -d 'Record a session as done'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "rest" -d 'Make days full rest'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "apply" -d 'Apply what is offered today'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "undo" -d 'Undo the last change, whoever made it'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "redo" -d 'Redo what was undone'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "edit" -d 'Edit a week as text in your editor'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "demo" -d 'Look around with twelve sample weeks; nothing of yours is touched'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "status" -d 'Today in a few characters, for tmux, waybar or starship'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "setup" -d 'Answer what the plan should fit: training history, sleep, days, times'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "config" -d 'Settings: write them, find them, check them'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "doctor" -d 'Show where everything is and whether it can be used'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "completions" -d 'Print completions for a shell'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "man" -d 'Print the manual page, or that of a command'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "import" -d 'Import what a watch or another program exported, and CSV of your own'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "export" -d 'Export mornings and sessions as CSV files'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "backup" -d 'Back up weeks, settings and journal to one file'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "restore" -d 'Restore weeks, settings and journal from a backup'
complete -c recoup -n "__fish_recoup_using_subcommand help; and not __fish_seen_subcommand_from week today why review evaluate check log done rest apply undo redo edit demo status setup config doctor completions man import export backup restore help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c recoup -n "__fish_recoup_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Write a settings file with every setting explained; an existing one stays'
complete -c recoup -n "__fish_recoup_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print where the settings and everything beside them are'
complete -c recoup -n "__fish_recoup_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "check" -d 'Check settings, keys, themes, splits and practices; report everything wrong, with line and column'
complete -c recoup -n "__fish_recoup_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "schema" -d 'Print the settings as a JSON schema, for editors'
complete -c recoup -n "__fish_recoup_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "keys" -d 'Print the default keys, as a keymap.toml'
