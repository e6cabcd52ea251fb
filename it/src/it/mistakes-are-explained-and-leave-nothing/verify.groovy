import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.registry.Endpoint
import io.github.lambdaimage.standin.registry.RegistryServer
import io.github.lambdaimage.standin.registry.Response
import java.nio.file.Files
import java.util.regex.Matcher

def refusal = { request -> Response.of(403).json('{"errors":[{"code":"DENIED","message":"not yours"}]}') } as Endpoint

// Registries that lead elsewhere: with an upload, or for a token.
def leading = { String location ->
    return { request ->
        def response = Response.of(request.method() == 'POST' ? 202 : 404)
        return request.path() == '/v2/' ? Response.of(200) : response.header('Location', location)
    } as Endpoint
}
def asking = { String realm ->
    return { request -> Response.of(request.path() == '/v2/' ? 200 : 401).header('WWW-Authenticate', "Bearer realm=\"${realm}\"") } as Endpoint
}
def loud = { request -> request.path() == '/v2/' ? Response.of(200) : Response.of(400).json('{"errors":[{"code":"X","message":"\\u001b[31mred\\u001b[0m\\r\\n\\u0007' + 'x'.multiply(2000) + '"}]}') } as Endpoint

try (ItProject project = ItProject.of(context)
        RegistryServer file = RegistryServer.builder().behind(api -> leading('file:///etc/passwd')).start()
        RegistryServer port = RegistryServer.builder().behind(api -> leading('http://127.0.0.1:99999/up?secret')).start()
        RegistryServer mail = RegistryServer.builder().behind(api -> asking('mailto:robot')).start()
        RegistryServer noisy = RegistryServer.builder().behind(api -> loud).start()
        RegistryServer locked = RegistryServer.builder().basicAuth('robot', 'unknown').start()
        RegistryServer refusing = RegistryServer.builder().behind(api -> refusal).start()) {
    def registry = project.registry().authority()
    def bases = project.registry().repository(ItProject.BASE)
    LambdaBase.java(17).putIndex(bases, 'amd64-index', [amd64: 'amd64'])
    LambdaBase.java(17).putIndex(bases, 'wrong-index', [arm64: 'amd64'])
    LambdaBase.java(17).putSingle(bases, 'amd64-image', 'amd64')
    def closed = "127.0.0.1:${new ServerSocket(0).withCloseable { it.localPort }}"
    def extraFile = { String elements -> "<extraFiles><extraFile>${elements}</extraFile></extraFiles>" }

    // What is configured, and what the message has to contain: the value in quotes, and the advice.
    def mistakes = [
        ['<architecture>amd64</architecture>', ["<architecture> 'amd64'", "Use 'arm64' or 'x86_64'."]],
        ['<format>squashfs</format>', ["<format> 'squashfs'", "Use 'docker'", "or 'oci'."]],
        ['<handler>com.example.Greeting handle</handler>', ["<handler> 'com.example.Greeting handle'", "Write it as 'com.example.Handler::handleRequest'."]],
        ['<handler>com.example.Greting::handleRequest</handler>', ["there is no class 'com.example.Greting'", "Did you mean 'com.example.Greeting::handleRequest'? (check 'handler')"]],
        ['<checks><handlers>warn</handlers></checks>', ["<checks>: there is no check 'handlers'", "Use 'handler', 'java-version', 'native', 'size', 'layout', 'secrets', 'environment', 'base'."]],
        ['<checks><size>error</size></checks>', ["<checks>: the level 'error' of 'size' is not valid.", "Use 'fail', 'warn' or 'off'."]],
        ['<excludes>slf4j</excludes>', ["<excludes>: 'slf4j'", "as in 'org.slf4j:*'."]],
        ['<from>Java 17</from>', ["'Java 17'", "Write it as 'registry/repository:tag'"]],
        ["<from>${registry}/lambda/java:99</from>", ["'${registry}/lambda/java:99' does not exist", 'Correct <from>.']],
        ["<from>${registry}/lambda/java:amd64-index</from>", ["java:amd64-index' has no 'linux/arm64'", "it has 'linux/amd64'", 'Name another base in <from>, or change <architecture>.']],
        ["<from>${registry}/lambda/java:wrong-index</from>", ["java:wrong-index' is built for 'linux/amd64'", 'or change <architecture>.']],
        ["<from>${registry}/lambda/java:amd64-image</from>", ["java:amd64-image' is built for 'linux/amd64'", 'or change <architecture>.']],
        ["<from>${closed}/lambda/java:17.al2023</from>", ["'${closed}' cannot be reached", 'Check host and port']],
        ["<from>${locked.authority()}/lambda/java:17.al2023</from>", ['401', "add a <server> with <id>${locked.authority()}</id> to settings.xml, or run 'docker login"]],
        ['<from>robot:open-sesame@registry.example.com/java:17</from>', ["'…@registry.example.com/java:17' has a user or a password in it", 'a <server> of settings.xml']],
        ['<repository>https://robot:open-sesame@registry.example.com/function</repository>', ["'https://…@registry.example.com/function' has a user or a password in it"]],
        ["<from>${mail.authority()}/lambda/java:17.al2023</from>", ["The registry '${mail.authority()}' names 'mailto:robot' as its token service, which is not an HTTP address."]],
        ["<from>${refusing.authority()}/lambda/java:17.al2023</from>", ['403', "The credentials for '${refusing.authority()}' do not allow this"]],
        [extraFile('<from>models</from>'), ["models' is not a file or directory", 'Correct <from>']],
        [extraFile('<from>data</from><includes>**/*.onnx</includes>'), ["data' matches <includes> [**/*.onnx]", 'Correct the patterns']],
        [extraFile('<from>data</from><into>com/example/Greeting.class</into>'), ["the place '/var/task/com/example/Greeting.class'", 'Give one of them another <into>']],
        [extraFile('<from>data</from><into>../../etc</into>'), ["<into> '../../etc' leads upwards", "such as '/opt/models'."]],
        [extraFile('<from>data</from><into>/opt/.wh.data</into>'), ["'/opt/.wh.data/", "a name that begins with '.wh.'", 'Rename it']],
        [extraFile('<from>pom.xml</from><includes><include>*.onnx</include></includes>'), ["pom.xml' is a file, and <includes> [*.onnx]", 'Remove the patterns']],
        [extraFile('<from>data</from><excludes><exclude>/secret/**</exclude></excludes>'), ["<excludes> '/secret/**' matches no file", 'relative to <from>']],
        [extraFile('<from>.</from>'), ["has the image itself in it", 'add <exclude>target/lambda-image/**</exclude>']],
        [extraFile('<from>lambda-entrypoint.sh</from><into>/</into>'), ["'/lambda-entrypoint.sh' takes the place of the program that starts Lambda's runtime", 'another <into>']],
        [extraFile('<from>pom.xml</from><into>/tmp/poms</into>'), ["The function will not see '/tmp/poms/pom.xml': on Lambda, '/tmp/' is not the image's", "such as '/opt'"]],
        ['<environment><A><B>x</B></A></environment>', ['<environment>: the value of <A> is XML (<B>), and would be lost', 'as in <NAME>value</NAME>']],
        ['<environment><PATH>/opt/bin:$PAHT</PATH></environment>', ["the value of 'PATH' refers to '\$PAHT', and the base image sets no variable of that name", "'\\\$PAHT' for this very text"]],
        ['<environment><PATH>/opt/bin:${PATH}</PATH></environment>', ["the value of 'PATH' has the 'PATH' of this machine in it", "Write '\$PATH' for that of the base, or '\${env.PATH}' if this machine's is meant."]],
        ['<environment><URL>${db.url}</URL></environment>', ["the value of 'URL' has '\${db.url}', which is not a variable of the base image", 'a property of Maven, set it']],
        ['<insecureRegistries>http://me:secret@localhost:5000</insecureRegistries>', ["'http://…@localhost:5000' is not the host of a registry", "Write it as in <repository>: 'localhost:5000'."]],
        ['<snapStart>yes</snapStart>', ["<snapStart> 'yes' is neither 'true' nor 'false'"]],
        ['<runtimeInterfaceClient>LATEST</runtimeInterfaceClient>', ["<runtimeInterfaceClient> 'LATEST' is neither 'true' nor one version"]],
        [extraFile('<from>data</from><mode>600</mode>'), ["<mode> '600'", "Use '644' for data"]],
        ["<repository>${registry}/Orders</repository>", ["${registry}/Orders'", 'in lower case.']],
        ["<repository>${registry}/orders:1.0</repository>", ["${registry}/orders:1.0' has a tag", 'list tags in <tags>.']],
        ['<tags>1.0+build</tags>', ["'1.0+build' is not allowed", 'Correct <tags>']],
    ]
    // What is not to be had when the image is whole already.
    def refusals = [
        ["<repository>${closed}/function</repository>", ["'${closed}' cannot be reached", 'Check host and port']],
        ["<repository>${file.authority()}/function</repository>", ["'${file.authority()}' answered with the 'Location' 'file:///etc/passwd', which is not an HTTP address."]],
        ["<repository>${port.authority()}/function</repository>", ["the 'Location' 'http://127.0.0.1:99999/up', which is not an HTTP address."]],
        ["<repository>${noisy.authority()}/function</repository>", [': 400 (X: [31mred [0m xxx', 'xxx…)']],
        ['<repository>com.example/orders</repository>', ["The registry 'com.example' cannot be reached", "'com.example' was read as a registry because it stands before the first '/'"]],
        ["<repository>${locked.authority()}/function</repository>", ['401', "<id>${locked.authority()}</id> to settings.xml"]],
        ["<repository>${refusing.authority()}/function</repository>", ['403', 'DENIED: not yours', "'${refusing.authority()}' do not allow this"]],
    ]

    // Each is a module, so that one Maven makes all mistakes.
    def right = [handler: 'com.example.Greeting::handleRequest', from: project.base(), repository: project.destination()]
    def module = { String name, String mistake ->
        def configuration = right.findAll { !mistake.contains("<${it.key}>") }
            .collect { "<${it.key}>${it.value}</${it.key}>" }.join() + mistake
        def pom = project.file('pom.xml').toFile().text
            .replace('mistaken-function', name)
            .replaceFirst('(?s)<configuration>.*</configuration>', Matcher.quoteReplacement("<configuration>${configuration}</configuration>"))
        Files.createDirectories(project.file("all/${name}"))
        project.file("all/${name}/pom.xml").toFile().text = pom
    }
    def names = []
    (mistakes + refusals).eachWithIndex { row, index ->
        names << "mistake-${index}".toString()
        project.copyTo("all/mistake-${index}", 'target/classes', 'data')
        project.file("all/mistake-${index}/lambda-entrypoint.sh").toFile().text = '#!/bin/sh\n'
        module(names.last(), row[0].toString())
    }
    module('not-compiled', '')
    project.file('all/pom.xml').toFile().text = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-mistakes</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${(names + 'not-compiled').collect { "<module>${it}</module>" }.join('\n    ')}
  </modules>
</project>
"""
    def result = project.maven(project.child(), project.file('all'), '-T', '2', '--fail-at-end', 'lambda-image:push-no-fork')
    assert !result.isSuccess()
    assert !result.says('MojoExecutionException')
    def says = { String name, List<String> words ->
        def message = result.log().find { it.startsWith('[ERROR] Failed to execute goal') && it.contains(" on project ${name}: ") }
        assert message != null : name
        words.each { assert message.contains(it) }
    }
    mistakes.eachWithIndex { row, index ->
        says(names[index], row[1]*.toString())
        assert !Files.exists(project.file("all/${names[index]}/target/lambda-image"))
    }
    refusals.eachWithIndex { row, index -> says(names[mistakes.size() + index], row[1]*.toString()) }
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
    alone(['No <handler>, and no public class implements RequestHandler', 'such as <handler>com.example.Handler::handleRequest</handler>'], 'lambda-image:build-no-fork')
    assert !Files.exists(project.file('target/lambda-image'))

    // The image that is there stays what it is when the next build fails.
    def handler = '-Dlambda-image.handler=com.example.Greeting::handleRequest'
    assert project.maven('lambda-image:build-no-fork', handler).isSuccess()
    def before = project.imageJson()
    alone(['does not exist'], 'lambda-image:build-no-fork', handler, "-Dlambda-image.from=${registry}/lambda/java:99".toString())
    assert project.imageJson() == before
    assert project.maven('lambda-image:push-prebuilt').isSuccess()
    assert project.image('1.0').digest() == before.get('digest').asText()

    alone(["1.0+build'"], 'lambda-image:tar', handler, '-Dlambda-image.tags=1.0+build')

    // Of the mistakes, nothing was ever published.
    assert project.pushed().tags().keySet() == ['1.0'].toSet()
    assert project.registry().requests('PUT', '.*/manifests/.*').size() == 1
}
return true
