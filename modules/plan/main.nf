include { shellWord } from '../jobs'

// The user's choices as options of the command. Without seeds (0) or a shortest task, those of the scale hold.
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

// Commands that copy each definition to its path in the folder of definitions.
def layOut(places) {
    return """number=0
    for place in ${places.collect { place -> shellWord(place) }.join(' ')}; do
        number=\$((number + 1))
        mkdir -p "definitions/\$(dirname "\$place")"
        cp -L given/\$number/* "definitions/\$place"
    done"""
}

// From definitions and choices to jobs: plan/plan.json and plan/jobs/ID.json. A stub run makes a real plan, because that is
// quick and every other process needs it.
process PLAN {
    tag "${scale}"

    input:
    path definitions, stageAs: 'given/?/*'
    // The path of each in the folder of definitions.
    val places
    // Under their own names, by which a fault in a file is reported.
    path also
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
