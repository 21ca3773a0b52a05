include { shellWord } from '../jobs'

// What was chosen, as options of the command; without seeds (0) the scale's own hold.
def planOptions(also, figures, scale, seeds) {
    def options = [also].flatten().collect { definition -> "--also ${shellWord(definition.name)}" }
    options += ["--figures ${shellWord(figures)}", "--scale ${scale}"]
    return (seeds ? options + ["--seeds ${seeds}"] : options).join(' ')
}

// From definitions and choices to jobs: plan/plan.json and plan/jobs/ID.json. A stub run plans in earnest: it is quick,
// and all else hangs on it.
process PLAN {
    tag "${scale}"

    input:
    path definitions
    // The cache looks at a folder's name and time only, so the contents come as a digest.
    val digest
    path also, stageAs: 'also/*'
    val figures
    val scale
    val seeds
    val code

    output:
    path 'plan'

    script:
    """
    export LUCKY_CODE=${code}
    lucky plan --definitions ${definitions} ${planOptions(also, figures, scale, seeds)} --out plan
    """

    stub:
    """
    export LUCKY_CODE=${code}
    lucky plan --definitions ${definitions} ${planOptions(also, figures, scale, seeds)} --out plan
    """
}
