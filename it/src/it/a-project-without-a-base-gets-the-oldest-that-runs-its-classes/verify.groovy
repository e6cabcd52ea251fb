import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.proxy.ConnectProxy
import java.nio.file.Files

try (ItProject project = ItProject.of(context)
        ConnectProxy proxy = ConnectProxy.start(['public\\.ecr\\.aws': project.registry().address()])) {
    def settings = project.file('settings.xml')
    settings.toFile().text = """<settings><proxies><proxy>
  <active>true</active><protocol>https</protocol><host>127.0.0.1</host><port>${proxy.address().port}</port>
</proxy></proxies></settings>"""
    // Not by project.maven, which would name a base.
    def run = { String... arguments ->
        String[] usual = ['-s', settings, '-Dlambda-image.insecureRegistries=public.ecr.aws']*.toString()
        project.child().run(project.file('.'), usual.toList() + arguments.toList(), { println it })
    }
    def base = { project.imageJson().at('/base/reference').asText() }
    def warnings = { result -> result.log().findAll { it.startsWith('[WARNING]') && it.contains("(check 'base')") } }

    // What the compiler is told: on Amazon Linux 2023, which has an end that is far away.
    def told = run('lambda-image:build')
    assert told.isSuccess()
    assert base() == 'public.ecr.aws/lambda/java:11.al2023'
    assert project.imageJson().get('checks').collectMany { it.get('notes')*.asText() }
        .any { it.startsWith('The base is of Amazon Linux 2023, and AWS looks after it until 2029-06-30.') }
    // Of what is worth knowing, a build without an image before it says one thing.
    assert told.log().count { it.startsWith('[INFO] Note: ') } == 1
    assert warnings(told).isEmpty()
    def asked = {
        project.registry().requests('(GET|HEAD)', '/v2/lambda/java/manifests/.*')
            .collect { it.path().replaceFirst('.*/', '') }
            .findAll { !it.startsWith('sha256:') }
    }
    assert asked().toSet() == ['11.al2023'].toSet()

    // What has come of it, as by Kotlin or an execution of its own, needs a newer one:
    // what was begun for the other is not used.
    def compiled = project.file('target/classes/com/example/Greeting.class')
    def bytes = Files.readAllBytes(compiled)
    bytes[7] = 65
    Files.write(compiled, bytes)
    def newer = run('-Dmaven.main.skip', 'lambda-image:build')
    assert newer.isSuccess()
    assert base() == 'public.ecr.aws/lambda/java:21'
    assert asked().toSet() == ['11.al2023', '21'].toSet()
    // Nor is it another one when nothing changes.
    assert run('-Dmaven.main.skip', 'lambda-image:build').says('Up to date: ')
    assert base() == 'public.ecr.aws/lambda/java:21'

    // The classes of Java 11 again, on a base that ends.
    bytes[7] = 55
    Files.write(compiled, bytes)
    def ending = run('lambda-image:build-no-fork', '-Dlambda-image.from=public.ecr.aws/lambda/java:11')
    assert ending.isSuccess()
    assert warnings(ending).size() == 1
    assert warnings(ending)[0] =~ "'public.ecr.aws/lambda/java:11' is of Amazon Linux 2, " +
        "and AWS deprecate[sd] it on 2027-06-30.*'public.ecr.aws/lambda/java:11.al2023'"
}
return true
