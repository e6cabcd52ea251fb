import static io.github.lambdaimage.standin.hostile.HostileAnswer.*
import static io.github.lambdaimage.standin.hostile.Part.*

import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Rows
import io.github.lambdaimage.it.maven.RunningMaven
import io.github.lambdaimage.standin.hostile.HostileRegistry
import io.github.lambdaimage.standin.hostile.Part
import java.nio.file.Files
import java.time.Duration

try (ItProject project = ItProject.of(context)
        HostileRegistry hostile = HostileRegistry.start()) {
    def letters = { int count, String letter = 'x' -> letter * count }
    def rows = Rows.read(project.file('answers.txt'), [
        '64-zeros': letters(64, '0'), '128-zeros': letters(128, '0'), '64-capitals': letters(64, 'A'),
        '10000-nines': letters(10_000, '9'), '60000-letters': letters(60_000), '100000-letters': letters(100_000),
        '100000-brackets': letters(100_000, '['), '100000-objects': letters(100_000, '{"a":'),
        '100000-tokens': letters(100_000, '{"token":'), '2000-layers': letters(2000, '{"size":1,"digest":"LAYER"},'),
    ])
    assert rows.size() == 138

    // The answers, by the names that the table has for them.
    def bearer = { String realm ->
        status(401, "WWW-Authenticate: Bearer realm=\"${realm}\",service=\"s\"".toString())
    }
    def chunked = { String size ->
        raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n".toString())
    }
    def answers = [
        'and-more': { andMore() },
        'another-protocol': { raw('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n') },
        'body': { text -> body(text) },
        'challenge': { realm -> bearer(realm) },
        'chunk-of-less-than-nothing': { chunked('-5') },
        'chunk-of-many': { chunked('many') },
        'damaged': { damaged() },
        'endless-body': { endless('HTTP/1.1 200 OK\r\n\r\n', ' ') },
        'endless-chunks': { code -> endlessChunks(code as int) },
        'endless-continue': { endless('', 'HTTP/1.1 100 Continue\r\n\r\n') },
        'endless-header': { endless('HTTP/1.1 200 OK\r\nX: ', 'y') },
        'endless-headers': { endless('HTTP/1.1 200 OK\r\n', 'X: y\r\n') },
        'half': { half() },
        'head': { header -> head(header) },
        'negative-length': { raw('HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n') },
        'nothing': { raw('') },
        'redirect-to-itself': { text, repository ->
            status(307, "Location: /v2/${repository}/manifests/17".toString())
        },
        'shorter': { shorter() },
        'status': { text -> text.split(' ', 2).with { status(it[0] as int, *it.drop(1)) } },
        'status-in-words': { raw('HTTP/1.1 two hundred\r\n\r\n') },
    ]
    // A value's first word, and the rest of it.
    def split = { String value -> (value.split(' ', 2).toList() + '').take(2) }
    def answer = { String value, String repository ->
        def (name, text) = split(value)
        def kind = answers[name]
        return kind.maximumNumberOfParameters == 2 ? kind(text, repository) : kind(text)
    }
    def set = { row, String repository ->
        def base = hostile.base(repository)
        row.all('answer').each { def (part, value) = split(it); base.answer(part as Part, answer(value, repository)) }
        row.all('document').each { def (part, text) = split(it); base.document(part as Part, text) }
        row.all('replace').each { def (part, text) = split(it); base.replace(part as Part, text, row.text('by', '')) }
        row.all('content').each { base.answer(TAG, head()).answer(TAG_CONTENT, answer(it, repository)) }
        row.all('token').each {
            base.answer(TAG, bearer(hostile.realm(repository))).answer(TOKEN, answer(it, repository))
        }
    }

    // Each is a module, so that one Maven meets them all.
    rows.each { row ->
        def repository = "${row.name()}/lambda/java".toString()
        set(row, repository)
        project.copyTo("all/${row.name()}", 'target/classes')
        project.file("all/${row.name()}/pom.xml").toFile().text = project.file('pom.xml').toFile().text
            .replace('hostile-function', row.name())
            .replaceFirst('</handler>', "</handler><from>${hostile.authority()}/${repository}:17</from>" +
                "<repository>${project.destination()}-${row.name()}</repository>")
    }
    project.file('all/pom.xml').toFile().text = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-rows</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${rows.collect { "<module>${it.name()}</module>" }.join('\n    ')}
  </modules>
</project>
"""
    def log = []
    def arguments = ['-T', '8', '--fail-at-end', 'lambda-image:push-no-fork']
    try (def maven = RunningMaven.start(project.child(), project.file('all'), arguments)) {
        // A deadline, not a measure: each of these once hung, or took the memory first.
        assert !maven.succeedsWithin(Duration.ofMinutes(10))
        log = maven.lines()
    }
    def message = { String name ->
        log.find { it.startsWith('[ERROR] Failed to execute goal') && it.contains(" on project ${name}: ") }
    }
    def faults = []
    rows.each { row ->
        def said = message(row.name())
        if (row.all('says').isEmpty()) {
            if (said != null) {
                faults << "${row.name()}: ${said}"
            }
            return
        }
        def words = row.all('says') + hostile.authority()
        def missing = said == null ? words : words.findAll { !said.contains(it) }
        def own = said?.replaceFirst('.* on project [^:]*: ', '')?.replaceFirst(' -> \\[Help 1\\].*', '')
        if (!missing.isEmpty() || own.length() > 1500 ||
            own.replace('it is null.', '') =~ /\w(Exception|Error)\b|null|\p{Cntrl}/) {
            faults << "${row.name()} lacks ${missing}: ${said}"
        }
    }
    assert faults.isEmpty() : faults.join('\n')
    assert log.every { line ->
        ['MojoExecutionException', 'OutOfMemory', 'StackOverflow'].every { !line.contains(it) }
    }
    rows.each { row ->
        // Where it did no harm, the image is there; else nothing is.
        def tags = project.registry().repository("${ItProject.FUNCTION}-${row.name()}").tags()
        assert tags.isEmpty() == !row.all('says').isEmpty()
    }

    // A name without an end is no registry's fault.
    def result = project.maven('lambda-image:build-no-fork',
        "-Dlambda-image.from=127.0.0.1:1/${letters(20_000, 'a/')}a".toString())
    assert !result.isSuccess()
    assert result.says("' is not the name of an image: it has 40013 letters")
    assert result.says("Write it as 'registry/repository:tag'.")
    assert !Files.exists(project.file('target/lambda-image'))
}
return true
