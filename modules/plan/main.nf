include { shellWord } from '../jobs'

// What was chosen, as options of the command; without seeds (0) or a shortest task the scale's own hold.
def planOptions(also, figures, claim, changes, vary, scale, seeds, shortestTask) {
    def options = [also].flatten().collect { definition -> "--also ${shellWord(definition.name)}" }
    options += ["--figures ${shellWord(figures)}", "--scale ${scale}"]
    options += claim ? ["--claim ${shellWord(claim)}"] : []
    options += changes ? ["--set ${shellWord(changes)}"] : []
    options += vary ? ["--vary ${shellWord(vary)}"] : []
    options += seeds ? ["--seeds ${seeds}"] : []
    options += shortestTask ? ["--shortest-task ${shellWord(shortestTask)}"] : []
    return options.join(' ')
}

// Commands that put each definition where it belongs.
def layOut(places) {
    return """number=0
    for place in ${places.collect { place -> shellWord(place) }.join(' ')}; do
        number=\$((number + 1))
        mkdir -p "definitions/\$(dirname "\$place")"
        cp -L given/\$number/* "definitions/\$place"
    done"""
}

// From definitions and choices to jobs: plan/plan.json and plan/jobs/ID.json. A stub run plans in earnest: it is quick,
// and all else hangs on it.
process PLAN {
    tag "${scale}"

    input:
    path definitions, stageAs: 'given/?/*'
    // Where each stands in the folder of definitions.
    val places
    path also, stageAs: 'also/*'
    val figures
    val claim
    val changes
    val vary
    val scale
    val seeds
    val shortest_task
    val code

    output:
    path 'plan'

    script:
    """
    ${layOut(places)}
    export LUCKY_CODE=${code}
    lucky plan --definitions definitions ${planOptions(also, figures, claim, changes, vary, scale, seeds, shortest_task)} --out plan
    """

    stub:
    """
    ${layOut(places)}
    export LUCKY_CODE=${code}
    lucky plan --definitions definitions ${planOptions(also, figures, claim, changes, vary, scale, seeds, shortest_task)} --out plan
    """
}
