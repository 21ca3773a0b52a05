// Parameters as nextflow_schema.json describes them: help, checks, and values of one type whether they come from the
// command line or from a file.

// Groups of the schema, in the order of its allOf.
def parameterGroups(schemaFile) {
    def schema = new groovy.json.JsonSlurper().parse(schemaFile)
    return schema.allOf.collect { reference -> schema['$defs'][reference['$ref'].tokenize('/').last()] }
}

// The schema's description of every parameter, by name.
def parameterRules(schemaFile) {
    return parameterGroups(schemaFile).collectEntries { group -> group.properties }
}

def helpText(schemaFile) {
    def groups = parameterGroups(schemaFile)
    def width = groups.collectMany { group -> group.properties.keySet().collect { name -> name.size() } }.max()
    def indent = ' ' * (width + 6)
    def sections = groups.collect { group ->
        def lines = group.properties.collect { name, rule ->
            def values = rule['enum'] ? rule['enum'].join(' | ') : rule.type
            def fallback = rule['default'] == null ? '' : ", default ${rule['default']}"
            def text = wrapped("${rule.description} [${values}${fallback}]", 96 - indent.size()).join('\n' + indent)
            return "  --${name.padRight(width)}  ${text}"
        }
        return ([group.title] + lines).join('\n')
    }
    def end = 'Options of Nextflow have one dash: -resume runs only what changed, -profile chooses where to run.'
    return (['', './nextflow run . [parameters]'] + sections + [end, '']).join('\n\n')
}

// A text in lines of at most this many letters.
def wrapped(text, width) {
    return text.tokenize(' ').inject(['']) { lines, word ->
        def longer = lines.last() ? "${lines.last()} ${word}" : word
        longer.size() <= width ? lines.dropRight(1) + [longer.toString()] : lines + [word]
    }
}

// Every parameter by name, as text, whole number, boolean or null. Stops with all faults at once. An unknown name that the
// user did not give comes from a configuration file, for example an institution's. It is another pipeline's and ignored.
def checkedParameters(given, schemaFile, profile, commandLine) {
    def rules = parameterRules(schemaFile)
    // Nextflow adds a camelCase twin to every name with dashes.
    def unknown = given.keySet().findAll { name -> !rules.containsKey(name) }
    def names = unknown.findAll { name -> !unknown.any { other -> other != name && camelCase(other) == name } }
    def words = wordsOf(commandLine)
    def asked = names.findAll { name -> isTyped(name, words) }
    if (names.size() > asked.size()) {
        println("Parameters of a configuration file that this workflow does not know; they are left alone: ${(names - asked).sort().join(', ')}")
    }
    def faults = asked.collect { name -> unknownParameter(name, rules.keySet()) }
    faults += rules.collect { name, rule -> faultOf(name, rule, given[name]) }.findAll { fault -> fault != null }
    faults += missingDefinitions(given.figures)
    faults += missingParameters(given, rules, profile.tokenize(','))
    if (faults) {
        error("${faults.join('\n')}\nAll parameters: ./nextflow run . --help")
    }
    return rules.collectEntries { name, rule -> [name, typed(rule, given[name])] }
}

// The words of a command, as a shell splits them.
def wordsOf(command) {
    return command.findAll(/(?:[^\s'"\\]|'[^']*'|"(?:[^"\\]|\\.)*"|\\.)+/).collect { word ->
        word.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/) { all, single, both, one -> single ?: both ?: one ?: '' }
    }
}

// Whether the command or the file of -params-file names a parameter. JSON and YAML both put a colon behind a name.
def isTyped(name, words) {
    def at = words.indexOf('-params-file')
    def given = at >= 0 && at + 1 < words.size() ? words[at + 1] : System.getenv('NXF_PARAMS_FILE')
    def text = given && file(given, glob: false).exists() ? file(given, glob: false).text : ''
    def inFile = "(?m)(^|[\"'\\s{,])${java.util.regex.Pattern.quote(name)}[\"']?\\s*:".toString()
    return words.any { word -> word == "--${name}" || word.startsWith("--${name}=") } || text.find(inFile) != null
}

// Definition files among the figures that are not there.
def missingDefinitions(figures) {
    return textOf(figures ?: '').tokenize(',')
        .collect { item -> item.trim() }
        .findAll { item -> item ==~ /.*\.ya?ml/ && !file(item, glob: false).exists() }
        .collect { item -> "--figures: expected a definition file that exists, found '${item}'" }
}

// Parameters that the chosen profiles need and that are missing. Some of them can be replaced by another parameter.
def missingParameters(given, rules, profiles) {
    return rules
        .findAll { name, rule -> !given[name] && !(rule.unless && given[rule.unless]) }
        .collectMany { name, rule ->
            profiles.intersect(rule.neededBy ?: []).collect { profile ->
                "--${name}: missing, profile ${profile} needs it${rule.unless ? " (or --${rule.unless})" : ''}: ${rule.description}"
            }
        }
}

def unknownParameter(name, known) {
    def nearest = known.min { candidate -> distance(name.toLowerCase(), candidate) }
    def near = distance(name.toLowerCase(), nearest) <= Math.max(2, name.size().intdiv(3))
    return "--${name}: no such parameter" + (near ? "; did you mean --${nearest}?" : '')
}

// The fault of a value, or null.
def faultOf(name, rule, value) {
    if (value == null) {
        return null
    }
    def text = textOf(value)
    def expected = null
    if (rule.type == 'boolean' && !(text in ['true', 'false'])) {
        expected = 'true or false'
    }
    if (rule.type == 'integer' && !(text ==~ /-?\d{1,9}/ && text.toInteger() >= (rule.minimum ?: 0))) {
        expected = "a whole number of at least ${rule.minimum ?: 0}"
    }
    if (rule.type == 'string' && (value instanceof Boolean || text.size() < (rule.minLength ?: 0))) {
        expected = 'a value'
    }
    if (rule['enum'] && !(text in rule['enum'])) {
        expected = "one of ${rule['enum'].join(', ')}"
    }
    if (!expected && rule.pattern && !(text ==~ rule.pattern)) {
        expected = "a text like '${rule.examples.first()}'"
    }
    if (!expected && rule.format && text.startsWith('~')) {
        expected = "a path without ~ (the shell does not expand it after '='; write a blank instead of '=', or \$HOME instead of ~)"
    }
    if (!expected && rule.exists && !file(text, glob: false).exists()) {
        expected = 'a file or folder that exists'
    }
    return expected ? "--${name}: expected ${expected}, found '${text}'" : null
}

def typed(rule, value) {
    if (value == null) {
        return null
    }
    def text = textOf(value)
    return rule.type == 'boolean' ? text == 'true' : rule.type == 'integer' ? text.toInteger() : text
}

// A value as text. The file of -params-file can give a list.
def textOf(value) {
    return (value instanceof Collection ? value.join(',') : "${value}").toString()
}

def camelCase(name) {
    return name.tokenize('-').withIndex().collect { word, i -> i == 0 ? word : word.capitalize() }.join('')
}

// Levenshtein distance, computed row by row.
def distance(from, to) {
    def rows = to.toList().inject((0..from.size()).toList()) { row, letter ->
        (0..<from.size()).inject([row[0] + 1]) { next, i ->
            next + [[next.last() + 1, row[i + 1] + 1, row[i] + (from[i] == letter ? 0 : 1)].min()]
        }
    }
    return rows.last()
}
