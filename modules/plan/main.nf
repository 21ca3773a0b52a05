// From definitions and choices to jobs: plan/plan.json and plan/jobs/ID.json.
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
    def alsoOptions = [also].flatten().collect { file -> "--also '${file}'" }.join(' ')
    def seedsOption = seeds ? "--seeds ${seeds}" : ''
    """
    lucky plan --definitions ${definitions} ${alsoOptions} --figures '${figures.replace("'", "'\\''")}' --scale ${scale} ${seedsOption} --out plan
    """
}
