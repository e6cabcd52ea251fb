import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Rows
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.registry.Endpoint
import io.github.lambdaimage.standin.registry.RegistryServer
import io.github.lambdaimage.standin.registry.Response
import java.nio.file.Files
import java.util.regex.Matcher

def error = { int status, String code, String message ->
    Response.of(status).json("""{"errors":[{"code":"${code}","message":"${message}"}]}""".toString())
}
def refusal = { request -> error(403, 'DENIED', 'not yours') } as Endpoint

// Registries that lead elsewhere: with an upload, or for a token.
def leading = { String location ->
    return { request ->
        def response = Response.of(request.method() == 'POST' ? 202 : 404)
        return request.path() == '/v2/' ? Response.of(200) : response.header('Location', location)
    } as Endpoint
}
def asking = { String realm ->
    return { request ->
        def response = Response.of(request.path() == '/v2/' ? 200 : 401)
        return response.header('WWW-Authenticate', "Bearer realm=\"${realm}\"")
    } as Endpoint
}
def loud = { request ->
    request.path() == '/v2/' ? Response.of(200)
        : error(400, 'X', '\\u001b[31mred\\u001b[0m\\r\\n\\u0007' + 'x'.multiply(2000))
} as Endpoint

try (ItProject project = ItProject.of(context)
        Socket nobody = new Socket()
        RegistryServer file = RegistryServer.builder().behind(api -> leading('file:///etc/passwd')).start()
        RegistryServer port = RegistryServer.builder()
            .behind(api -> leading('http://127.0.0.1:99999/up?secret')).start()
        RegistryServer mail = RegistryServer.builder().behind(api -> asking('mailto:robot')).start()
        RegistryServer noisy = RegistryServer.builder().behind(api -> loud).start()
        RegistryServer locked = RegistryServer.builder().basicAuth('robot', 'unknown').start()
        RegistryServer refusing = RegistryServer.builder().behind(api -> refusal).start()) {
    def registry = project.registry().authority()
    def bases = project.registry().repository(ItProject.BASE)
    LambdaBase.java(17).putIndex(bases, 'amd64-index', [amd64: 'amd64'])
    LambdaBase.java(17).putIndex(bases, 'wrong-index', [arm64: 'amd64'])
    LambdaBase.java(17).putSingle(bases, 'amd64-image', 'amd64')
    // Nobody listens there, and nobody else can get the port.
    nobody.bind(new InetSocketAddress('127.0.0.1', 0))
    def closed = "127.0.0.1:${nobody.localPort}"
    def placeholders = [registry: registry, closed: closed] + [
        file: file, port: port, mail: mail, noisy: noisy, locked: locked, refusing: refusing,
    ].collectEntries { name, server -> [name, server.authority()] }
    def mistakes = Rows.read(project.file('mistakes.txt'), placeholders)
    def refusals = Rows.read(project.file('refusals.txt'), placeholders)

    // Each is a module, so that one Maven makes all mistakes.
    def right = [handler: 'com.example.Greeting::handleRequest', from: project.base(),
        repository: project.destination()]
    def module = { String name, String mistake ->
        def configuration = right.findAll { !mistake.contains("<${it.key}>") }
            .collect { "<${it.key}>${it.value}</${it.key}>" }.join() + mistake
        def pom = project.file('pom.xml').toFile().text
            .replace('mistaken-function', name)
            .replaceFirst('(?s)<configuration>.*</configuration>',
                Matcher.quoteReplacement("<configuration>${configuration}</configuration>"))
        Files.createDirectories(project.file("all/${name}"))
        project.file("all/${name}/pom.xml").toFile().text = pom
    }
    (mistakes + refusals).each { row ->
        project.copyTo("all/${row.name()}", 'target/classes', 'data')
        project.file("all/${row.name()}/lambda-entrypoint.sh").toFile().text = '#!/bin/sh\n'
        module(row.name(), row.text('configuration'))
    }
    module('not-compiled', '')
    project.file('all/pom.xml').toFile().text = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-mistakes</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${((mistakes + refusals)*.name() + 'not-compiled').collect { "<module>${it}</module>" }.join('\n    ')}
  </modules>
</project>
"""
    def result = project.maven(project.child(), project.file('all'),
        '-T', '2', '--fail-at-end', 'lambda-image:push-no-fork')
    assert !result.isSuccess()
    assert !result.says('MojoExecutionException')
    def says = { String name, List<String> words ->
        def message = result.log()
            .find { it.startsWith('[ERROR] Failed to execute goal') && it.contains(" on project ${name}: ") }
        assert message != null : name
        words.each { assert message.contains(it) : "${it} is not in ${message}" }
    }
    assert mistakes.size() == 39 && refusals.size() == 7
    (mistakes + refusals).each { row -> says(row.name(), row.all('says')) }
    mistakes.each { row -> assert !Files.exists(project.file("all/${row.name()}/target/lambda-image")) }
    says('not-compiled', ["No classes in '", 'target/classes', 'which does not exist', 'Compile first'])
    assert !Files.exists(project.file('all/not-compiled/target/lambda-image'))

    assert result.log().every { line -> ['open-sesame', '\u0007', 'up?secret'].every { !line.contains(it) } }
    assert result.log().findAll { it.startsWith('[ERROR]') }.every { !it.contains('\u001b') }

    // What cannot be a module's mistake, or is another goal's.
    def alone = { List<String> words, String... arguments ->
        result = project.maven(arguments)
        assert !result.isSuccess()
        says('mistaken-function', words)
        assert !Files.exists(project.file('target/lambda-image.tar'))
    }
    alone(["<project.build.outputTimestamp> 'yesterday'", "Write it as '2026-01-01T00:00:00Z'."],
        'lambda-image:build-no-fork', '-Dproject.build.outputTimestamp=yesterday')
    alone(["<project.build.outputTimestamp> '20260101120000' is the time '+6", 'years 0000 to 9999'],
        'lambda-image:build-no-fork', '-Dproject.build.outputTimestamp=20260101120000')
    alone(["The event '{\"a\": 1' is not JSON, and Lambda takes nothing else", 'Correct it'],
        'lambda-image:invoke', '-Dlambda-image.event={"a": 1')
    alone(["lambda-image.coldStarts '0' is not a valid number of starts", 'Use 1 or more'],
        'lambda-image:invoke', '-Dlambda-image.coldStarts=0')
    assert !Files.exists(project.file('target/lambda-image'))
    def pom = project.file('pom.xml').toFile()
    pom.text = pom.text.replaceFirst('<handler>.*</handler>', '')
    alone(['No <handler>, and no public class implements RequestHandler',
        'such as <handler>com.example.Handler::handleRequest</handler>'], 'lambda-image:build-no-fork')
    assert !Files.exists(project.file('target/lambda-image'))

    // The image that is there stays what it is when the next build fails.
    def handler = '-Dlambda-image.handler=com.example.Greeting::handleRequest'
    assert project.maven('lambda-image:build-no-fork', handler).isSuccess()
    def before = project.imageJson()
    alone(['does not exist'], 'lambda-image:build-no-fork', handler,
        "-Dlambda-image.from=${registry}/lambda/java:99".toString())
    assert project.imageJson() == before
    assert project.maven('lambda-image:push-prebuilt').isSuccess()
    assert project.image('1.0').digest() == before.get('digest').asText()

    alone(["1.0+build'"], 'lambda-image:tar', handler, '-Dlambda-image.tags=1.0+build')

    // Of the mistakes, nothing was ever published.
    assert project.pushed().tags().keySet() == ['1.0'].toSet()
    assert project.registry().requests('PUT', '.*/manifests/.*').size() == 1
}
return true
