import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Rows
import io.github.lambdaimage.standin.image.LambdaRules
import java.nio.file.Files
import java.security.KeyPairGenerator

try (ItProject project = ItProject.of(context)) {
    def registry = project.registry().authority()
    def write = { File folder, String name, String text ->
        new File(folder, name).tap { it.parentFile.mkdirs() }.text = text
    }
    def functions = Rows.read(project.file('functions.txt'), [registry: registry]).collectEntries { [it.name(), it] }
    def files = [
        'size': { folder ->
            write(folder, 'data/model.bin', '')
            new RandomAccessFile(new File(folder, 'data/model.bin'), 'rw')
                .withCloseable { it.setLength(600_000_000) }
        },
        'secrets': { folder ->
            def key = KeyPairGenerator.getInstance('RSA').generateKeyPair().private.encoded
            write(folder, 'target/classes/tls/test-server.pem',
                "-----BEGIN PRIVATE KEY-----\n${key.encodeBase64(true)}-----END PRIVATE KEY-----\n")
            write(folder, 'target/classes/.env.example', 'PASSWORD=\n')
        },
    ]

    def pom = project.file('pom.xml').toFile().text
    def dependency = { String coordinates ->
        def (group, artifact, version, classifier) = coordinates.split(':') + [null]
        "<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>" +
            (classifier ? "<classifier>${classifier}</classifier>" : '') +
            '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>' +
            '</dependency>'
    }
    functions.each { check, function ->
        project.copyTo("all/${check}", 'target/classes')
        files[check]?.call(project.file("all/${check}").toFile())
        write(project.file("all/${check}").toFile(), 'pom.xml', pom
            .replace('good-function', check)
            .replace('<dependencies></dependencies>',
                "<dependencies>${function.all('dependency').collect(dependency).join()}</dependencies>")
            .replace('</configuration>', "<from>${function.text('from', project.base())}</from>" +
                "${function.text('configuration', '')}<tags>${check}</tags></configuration>"))
    }
    write(project.file('all').toFile(), 'pom.xml', """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-functions</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${functions.keySet().collect { "<module>${it}</module>" }.join('\n    ')}
  </modules>
  ${pom.find('(?s)<build>.*</build>').replaceFirst('(?s)<configuration>.*</configuration>', '')}
</project>
""")
    def run = { String... arguments ->
        project.maven(project.child(), project.file('all'), *(['-T', '2'] + arguments.toList()))
    }
    def warnings = { result -> result.log().findAll { it.startsWith('[WARNING]') && it.contains("(check '") } }

    // The goal 'check' looks at everything and writes nothing.
    def checked = run('lambda-image:check')
    assert checked.isSuccess()
    assert warnings(checked).isEmpty()
    def checks = ['handler', 'java-version', 'native', 'size', 'layout', 'secrets', 'environment', 'base']
    assert checked.log().count('[INFO] Checked: ' + checks.join(', ')) == functions.size()
    functions.keySet().each { assert !Files.exists(project.file("all/${it}/target/lambda-image")) }
    // What is worth knowing: for a model, where else it could be; for a base, the very one.
    def notes = checked.log().findAll { it.startsWith('[INFO] Note: ') }
        .collect { it.substring('[INFO] Note: '.length()) }
    assert notes.any { it.contains("'/opt/models/model.bin'") && it =~ /600(\.0)? MB/ &&
        it.endsWith("may better sit in S3, and be read at init. (check 'size')") }
    assert notes.any { it ==~ /.* and would fit a zip \(at most 250 MB\)\. .* \(check 'size'\)/ }
    assert notes.any { it.startsWith("'jline-3.30.6.jar' has 21 classes for Java 22, " +
        "which the base's Java 11 does not load: ") }
    assert notes.contains("'native-linux-x86_64-1.18.0.jar' has no native code for Linux on aarch64: " +
        "Brotli4jLoader.isAvailable() tells, and netty offers other compression then. (check 'native')")
    def digest = project.registry().repository('jre').tags()['21']
    assert notes.contains('The tag of the base may move. To stay with what it stands for now: ' +
        "<from>${registry}/jre:21@${digest}</from> (check 'base')".toString())

    // The model is not packed: 600 MB are for the checks to look at.
    def pushed = run('-pl', '!size', 'lambda-image:push-no-fork')
    assert pushed.isSuccess()
    assert warnings(pushed).isEmpty()
    assert project.pushed().tags().keySet() == functions.keySet() - ['size']
    (functions.keySet() - ['size']).each { name ->
        def results = project.imageJson("all/${name}").get('checks')
        assert results*.get('name')*.asText() == checks
        assert results.every { it.get('problems').isEmpty() }
        assert results.every {
            it.get('level').asText() == (it.get('name').asText() == 'layout' && name != 'layout' ? 'warn' : 'fail')
        }
        assert results.find { it.get('name').asText() == 'base' }.get('notes')
            .any { it.asText().startsWith('The tag of the base may move.') }
        assert LambdaRules.violations(project.image(name)).isEmpty()
    }

    // On a base with nothing but a Java, this Java starts AWS's client.
    def image = project.image('base')
    assert image.config('Entrypoint')*.asText() == ['/opt/java/openjdk/bin/java', '-cp', '/var/task/lib/*:/var/task',
        'com.amazonaws.services.lambda.runtime.api.client.AWSLambda']
    assert image.config('Cmd').toString() == '["com.example.Greeting::handleRequest"]'
    assert image.config('WorkingDir').asText() == '/var/task'
    assert image.config('Labels').get('com.amazonaws.lambda.feature.snapstart').asText() == 'Allow'
    ['aws-lambda-java-runtime-interface-client-2.10.1.jar', 'aws-lambda-java-core-1.4.0.jar',
        'aws-lambda-java-serialization-1.4.1.jar', 'utils-lite-2.34.0.jar'].each {
        assert image.find("var/task/lib/${it}").isPresent()
    }
    // On AWS's, nothing of this happens.
    def ofAws = project.image('secrets')
    assert ofAws.config('Entrypoint').toString() == '["/lambda-entrypoint.sh"]'
    assert !ofAws.config('Labels').has('com.amazonaws.lambda.feature.snapstart')
}
return true
