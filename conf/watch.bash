# Nextflow's wrapper of each task sources this file just before it starts the task (conf/local.config).
#
# While a task runs, Nextflow measures its memory every second, later every five seconds, and starts some forty commands for
# each measurement. That is a tenth or more of the processor time of a short task, and most of it where starting a command is
# slow. Here the shell reads the same numbers itself. Nothing is changed in a container, on a system without /proc, or if the
# wrapper of a later Nextflow looks different.

# Sums over a process and all its descendants: virtual memory and memory, their peaks (KiB), and both kinds of context
# switches.
lucky_sums() {
  local name value rest thread children
  while read -r name value rest; do
    case $name in
      VmSize:) lucky_sum[0]=$((lucky_sum[0] + value)) ;;
      VmRSS:) lucky_sum[1]=$((lucky_sum[1] + value)) ;;
      VmPeak:) lucky_sum[2]=$((lucky_sum[2] + value)) ;;
      VmHWM:) lucky_sum[3]=$((lucky_sum[3] + value)) ;;
      voluntary_ctxt_switches:) lucky_sum[4]=$((lucky_sum[4] + value)) ;;
      nonvoluntary_ctxt_switches:) lucky_sum[5]=$((lucky_sum[5] + value)) ;;
    esac
  done 2>/dev/null <"/proc/$1/status"
  for thread in "/proc/$1/task"/*; do
    children=''
    read -r children 2>/dev/null <"$thread/children" || true
    for value in $children; do lucky_sums "$value"; done
  done
}

# Replaces Nextflow's function of this name: measures until a word comes from standard input, then writes the largest sums.
nxf_mem_watch() {
  local pid=$1 looks=0 pause word i total rest
  local peak=(0 0 0 0 0 0)
  while true; do
    lucky_sum=(0 0 0 0 0 0)
    lucky_sums "$pid" || true
    for i in "${!peak[@]}"; do
      if ((lucky_sum[i] > peak[i])); then peak[i]=${lucky_sum[i]}; fi
    done
    if ((looks < 10)); then pause=1; elif ((looks < 120)); then pause=5; else pause=30; fi
    # Nextflow begins the file that is written below once the task has ended, and then sends the word.
    if [[ ! -e /proc/$pid ]]; then pause=10; fi
    word=''
    read -t "$pause" -r word || true
    if [[ $word || $pause = 10 ]]; then break; fi
    looks=$((looks + 1))
  done
  read -r word total rest </proc/meminfo
  {
    echo "%mem=$(((peak[1] * 1000 + total / 2) / total))"
    echo "vmem=${peak[0]}"
    echo "rss=${peak[1]}"
    echo "peak_vmem=${peak[2]}"
    echo "peak_rss=${peak[3]}"
    echo "vol_ctxt=${peak[4]}"
    echo "inv_ctxt=${peak[5]}"
  } >>.command.trace
}

# Nextflow starts its wrapper a second time to watch the task. With this, that second shell sources the functions of the
# wrapper and then those of this file.
if [[ ${BASH_SOURCE[1]:-} == *.command.run && -e /proc/self/task/$$/children &&
  $(declare -f nxf_launch) =~ ^nxf_launch\ \(\)\ *$'\n'\{\ *$'\n'\ *[^\ ]*bash\ [^$'\n']*\.command\.run\ nxf_trace$'\n'\}$ ]]; then
  lucky_watch=${BASH_SOURCE[0]}
  lucky_wrapper=${BASH_SOURCE[1]}
  if [[ $lucky_wrapper != /* ]]; then lucky_wrapper=$PWD/$lucky_wrapper; fi
  nxf_launch() {
    /bin/bash -c 'source "$1" true && source "$2" && nxf_trace' "$lucky_wrapper" "$lucky_wrapper" "$lucky_watch"
  }
fi
