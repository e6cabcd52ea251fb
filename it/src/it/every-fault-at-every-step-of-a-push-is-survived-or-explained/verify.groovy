import static io.github.lambdaimage.standin.faults.Fault.*
import static io.github.lambdaimage.standin.faults.Step.*

import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.faults.Fault
import io.github.lambdaimage.standin.faults.Faults
import io.github.lambdaimage.standin.faults.Step
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.PulledImage
import java.nio.file.Files

try (ItProject project = ItProject.of(context)) {
    def ecr = project.ecr()
    def faults = context.faults as Faults

    // What survives even a fault that lasts: there is another way round it, or it only takes longer.
    def survives = { Step step, Fault fault ->
        step == MOUNT ||
            fault in [SLOW, OTHER_SPELLING] ||
            // "404" says that there is no such tag, whatever became of the rest.
            (fault == CUT_IN_BODY && step == TAG_LOOKUP) ||
            // The blob, or the manifest, is found to be there.
            (fault == LOST_ANSWER && step in [UPLOAD, MANIFEST, TAG, ARTIFACT])
    }
    // The request that a message names, and what it says of the answer.
    def requests = [
        (TAG_LOOKUP): 'GET http://[^ ]*/manifests/1.0',
        (BLOB_HEAD): 'HEAD http://[^ ]*/blobs/sha256:[0-9a-f]{64}',
        (UPLOAD_START): 'POST http://[^ ]*/blobs/uploads/',
        (UPLOAD): 'PUT http://[^ ]*/blobs/uploads/[^ ]+',
        (MANIFEST): 'PUT http://[^ ]*/manifests/1.0',
        (TAG): 'PUT http://[^ ]*/manifests/latest',
        // What comes after the image: it is there, and the message says so.
        (REFERRERS): 'The image is published as \'[^ ]+@sha256:[0-9a-f]{64}\', ' +
            'but .*GET http://[^ ]*/referrers/sha256:[0-9a-f]{64}',
        (ARTIFACT): 'The image is published as \'[^ ]+@sha256:[0-9a-f]{64}\', ' +
            'but .*PUT http://[^ ]*/manifests/sha256:[0-9a-f]{64}',
    ]
    def answers = [
        (TOO_MANY_REQUESTS): ': 429 .*\\(tried 5 times\\)',
        (INTERNAL_ERROR): ': 500 .*\\(tried 5 times\\)',
        (BAD_GATEWAY): ': 502 .*\\(tried 5 times\\)',
        (UNAVAILABLE): ': 503 .*\\(tried 5 times\\)',
        (EXPIRED_TOKEN): ': 403.*\\(tried 2 times\\)',
        (DENIED): ": 403.*\\(tried 2 times\\).*Allow 'ecr:\\w+' on 'arn:aws:ecr:[^']+'",
        (SESSION_GONE): ': 416.*\\(tried 5 times\\)',
        (SEVERAL_CHALLENGES): ': 401.*The registry wants other credentials',
        // Not "Broken pipe": what was said before the body was in.
        (EARLY_ANSWER): ': 503 .*\\(tried 5 times\\)',
        (TOO_LARGE): ': 413.*does not accept a blob of this size',
        (LOST_BLOB): ': 404 \\(MANIFEST_BLOB_UNKNOWN: .*The registry does not have what it names',
    ].withDefault { '\\): .*\\(tried 5 times\\)' }

    // What can go wrong at a step, and how often: only a manifest has blobs, and what is too large
    // once is so for ever.
    def happens = { Step step, Fault fault -> fault != LOST_BLOB || step in [MANIFEST, TAG, ARTIFACT] }
    def often = { Fault fault -> fault == TOO_LARGE ? [Faults.ALWAYS] : [1, Faults.ALWAYS] }

    // Each is a module that has a repository and a class of its own, so that one Maven tries all.
    def rows = []
    def classFile = project.file('target/classes/com/example/Greeting.class').toFile().bytes
    def template = project.file('pom.xml').toFile().text
    Step.values().each { step ->
        Fault.values().findAll { happens(step, it) }.each { fault ->
            often(fault).each { times ->
                def name = String.format('greeting-%03d', rows.size() + 1)
                rows << [name: name, step: step, fault: fault, lasting: times == Faults.ALWAYS]
                ecr.createRepository(name)
                faults.at(name, step, fault, times)
                def module = project.file("all/${name}")
                def classes = Files.createDirectories(module.resolve('target/classes/com/example'))
                // Of the same length, so that the class file stays one.
                classes.resolve('Greeting.class').toFile().bytes =
                    new String(classFile, 'ISO-8859-1').replace('greeting-000', name).getBytes('ISO-8859-1')
                if (step == UPLOAD) {
                    // More than the buffers of a connection hold, and nothing that compresses.
                    def model = new byte[2_000_000]
                    new Random(rows.size()).nextBytes(model)
                    module.resolve('target/classes/model.bin').toFile().bytes = model
                }
                module.resolve('pom.xml').toFile().text =
                    template.replace('<artifactId>greeting</artifactId>', "<artifactId>${name}</artifactId>")
            }
        }
    }
    project.file('all/pom.xml').toFile().text = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-faults</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${rows.collect { "<module>${it.name}</module>" }.join('\n    ')}
  </modules>
</project>
"""
    def maven = project.child()
    def result = project.maven(maven, project.file('all'), '-T', '16', '--fail-at-end',
        'lambda-image:push-no-fork', '-Dlambda-image.tags=1.0,latest')
    def message = { String name ->
        result.log().find { it.startsWith('[ERROR] Failed to execute goal') && it.contains(" on project ${name}: ") }
    }
    def outcomes = [:].withDefault { [passed: 0, failed: 0] }
    def wrong = []
    def expect = { String what, boolean holds -> if (!holds) { wrong << what } }
    rows.each { row ->
        def what = "${row.fault} at ${row.step}${row.lasting ? ', lasting' : ', once'}: ${message(row.name)}".toString()
        def repository = ecr.registry().repository(row.name)
        def built = project.imageJson("all/${row.name}").get('digest').asText()
        expect(what, faults.strikes(row.name) > 0)
        // The page tells of this image, and of its place as soon as it is there.
        def page = project.file("all/${row.name}/target/lambda-image/report.html").toFile().text
        expect(what, page.contains(built))
        if (!row.lasting || survives(row.step, row.fault)) {
            expect(what, message(row.name) == null)
            expect(what, page.contains("/${row.name}@${built}"))
            expect(what, repository.tags() == ['1.0': built, latest: built])
            expect(what, repository.referrers(built)*.artifactType() == ['application/vnd.cyclonedx+json'])
            outcomes[[row.step, row.lasting]].passed++
        } else {
            expect(what, (message(row.name) =~ requests[row.step] + answers[row.fault]).find())
            // Eight blobs, five tries for each, at the very most.
            expect(what, faults.strikes(row.name) <= 40)
            def tags = row.step in [REFERRERS, ARTIFACT] ? ['1.0', 'latest'] : row.step == TAG ? ['1.0'] : []
            expect(what, repository.tags().keySet() == tags.toSet())
            expect(what, repository.referrers(built).empty)
            expect(what, page.contains('mvn lambda-image:push'))
            outcomes[[row.step, row.lasting]].failed++
        }
        // What lands is whole: every layer is read here, and compared with its digest.
        repository.tags().keySet().each {
            def image = PulledImage.read(repository, it)
            expect(what, image.digest() == built)
            expect(what, LambdaRules.violations(image) == [])
        }
        expect(what, ecr.registry().requests('PUT', "/v2/${row.name}/manifests/.*").every { it.status() != 400 })
    }
    println 'Faults by step:'
    outcomes.each { key, value ->
        println "  ${key[0]}${key[1] ? ', lasting' : ', once'}: " +
            "${value.passed} passed, ${value.failed} failed and said so"
    }
    assert wrong == []
    assert rows.size() == 9 * 15 * 2 + 9 + 3 * 2
    assert result.log().every { line -> ecr.secrets().every { !line.contains(it) } }
}
return true
