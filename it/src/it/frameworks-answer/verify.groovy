import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Rows

try (ItProject project = ItProject.of(context)) {
    def log = project.log()
    def says = { String text -> log.any { it.contains(text) } }
    def cmd = { String module -> project.imageJson(module).get('handler').asText() }

    // Each of them answers, by AWS's own client.
    assert says('Spring Cloud Function says COFFEE')
    assert says('serverless-java-container takes {\\"product\\": \\"teapot\\", \\"quantity\\": 2}')
    assert says('Micronaut greets Lambda')
    assert says('Powertools greets Lambda')
    assert says('Kotlin greets Lambda')
    assert says('Scala greets Lambda')
    assert says('Groovy greets Lambda')

    // Woven by AspectJ, logged by log4j2: what only the aspect knows is in the line.
    assert log.any { it.contains('asked to greet') && it.contains('"function_name"') }

    // No <handler> anywhere: the project's own class, or the framework's.
    assert cmd('micronaut') == 'com.example.micronaut.Greeting'
    assert cmd('spring-cloud-function') == 'org.springframework.cloud.function.adapter.aws.FunctionInvoker'
    assert says('Handler: org.springframework.cloud.function.adapter.aws.FunctionInvoker, ' +
        'which calls the project\'s classes for Spring Cloud Function')
    assert says('Spring starts with com.example.spring.Application, by MAIN_CLASS in the image')
    assert says('Spring starts with com.example.web.Application, by MAIN_CLASS in the image')
    assert says('Left out, since no function runs them: ')
    def leftOut = log
        .find { it.contains('Left out, since no function runs them: ') && it.contains('spring-boot-devtools') }
    ['spring-boot-devtools', 'spring-boot-docker-compose', 'spring-boot-configuration-processor', 'lombok']
        .each { assert leftOut.contains(it) }

    // What Quarkus makes is found, and in layers as any other function.
    assert says('Quarkus greets Lambda')
    assert says('Handler: io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler, ' +
        'which calls the project\'s classes for Quarkus')
    assert log.any { it ==~ /.*Content: .*function\.zip, made by Quarkus/ }
    assert project.imageJson('quarkus').get('layers')*.get('name')*.asText().containsAll(['dependencies', 'classes'])

    // What other steps make after the compiler: Spring's stays among the classes, others write a jar for <content>.
    assert says('Spring says TEA, made ahead of time')
    assert says('Shade greets Lambda, with com.example.hidden.slf4j.LoggerFactory')
    assert says('ProGuard greets Lambda, renamed')
    assert !log.any { it.contains('Note: ') && it.contains('the image is made') }

    // Objects, decorators and suspend functions are no handlers: the search passes over them,
    // and the check says what to do.
    project.file('kotlin/src/main/kotlin/com/example/kotlin/Odd.kt').toFile().text = '''package com.example.kotlin
import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.RequestHandler

object Single : RequestHandler<String, String> {
    override fun handleRequest(event: String, context: Context): String = event
    fun handle(event: String): String = event
    @JvmStatic fun still(event: String): String = event
}

class Logging(private val inner: RequestHandler<String, String>) : RequestHandler<String, String> by inner

class Slow {
    suspend fun handle(event: String): String = event
}
'''
    project.file('scala/src/main/scala/com/example/scala/Single.scala').toFile().text = '''package com.example.scala
import com.amazonaws.services.lambda.runtime.{Context, RequestHandler}

object Single extends RequestHandler[String, String] {
  override def handleRequest(event: String, context: Context): String = event
}
'''
    def look = { String module, String handler ->
        def named = handler ? ["-Dlambda-image.handler=com.example.${module}.${handler}".toString()] : []
        project.maven('-pl', module, 'lambda-image:check', *named)
    }
    ['kotlin': 'Single::still', 'scala': 'Single::handleRequest'].each { module, handler ->
        assert look(module, handler).isSuccess()
        def found = look(module, '')
        assert found.isSuccess()
        assert found.says("Handler: com.example.${module}.Greeting, the only class that can be it".toString())
    }
    Rows.read(project.file('refused-handlers.txt'), [:]).each { row ->
        def refused = look(row.text('module'), row.text('handler'))
        assert !refused.isSuccess()
        assert refused.says(row.text('says')) : row
    }

    // Where its plugin has not run in this build, what an earlier one left is not taken.
    def digest = project.imageJson('quarkus').get('digest')
    def early = project.maven('-pl', 'quarkus', 'lambda-image:build', 'package')
    assert !early.isSuccess()
    assert early.says("<handler> 'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler': what Quarkus makes " +
        "of the project ('io.quarkus.runner.ApplicationImpl') is not in the image.")
    assert early.says("Run 'mvn package lambda-image:build'")
    assert project.imageJson('quarkus').get('digest') == digest

    // Nor where it runs after this goal: the phase is the same, and this goal comes first.
    def pom = project.file('quarkus/pom.xml').toFile()
    def bound = pom.text
    pom.text = bound.replace('<plugins>', """<plugins>
      <plugin>
        <groupId>io.github.lambdaimage</groupId>
        <artifactId>lambda-image-maven-plugin</artifactId>
        <executions><execution><phase>package</phase><goals><goal>build-no-fork</goal></goals></execution></executions>
      </plugin>""")
    def above = project.maven('-pl', 'quarkus', 'package')
    assert !above.isSuccess()
    assert above.says("or bind build-no-fork to 'package', below Quarkus's plugin")
    pom.text = bound
    assert project.imageJson('quarkus').get('digest') == digest

    // The name of a nested class has a dollar, and is no reference to a variable of the base.
    def web = project.file('serverless-java-container/src/main/java/com/example/web/Application.java').toFile()
    project.file('serverless-java-container/src/main/java/com/example/web/Orders.java').toFile().text =
        web.text.replace('@SpringBootApplication', 'public class Orders {\n@SpringBootApplication')
            .replace('public class Application', 'public static class App') + '}\n'
    web.delete()
    project.file('serverless-java-container/target/classes').toFile().deleteDir()
    def nested = project.maven('-pl', 'serverless-java-container', 'lambda-image:invoke')
    assert nested.isSuccess()
    assert nested.says('Spring starts with com.example.web.Orders$App, by MAIN_CLASS in the image')
    assert nested.says('serverless-java-container takes ')

    // A module of controllers alone: what to say where it is a function.
    def library = project.file('micronaut/pom.xml').toFile()
    def before = library.text
    library.text = before.replace('<artifactId>micronaut-function-aws</artifactId>',
        '<artifactId>micronaut-function-aws-api-proxy</artifactId>')
    def own = project.file('micronaut/src/main/java/com/example/micronaut/Greeting.java').toFile()
    def greeting = own.text
    own.delete()
    project.file('micronaut/target/classes').toFile().deleteDir()
    def skipped = project.maven('-pl', 'micronaut', 'lambda-image:check')
    assert skipped.isSuccess()
    assert skipped.says('If it is a function, say so in its <configuration> of lambda-image-maven-plugin, ' +
        'by the handler of its framework: ' +
        '<handler>io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction</handler> or <handler>')
    library.text = before
    own.text = greeting

    // A step in a later phase is a note; who wants what is left out keeps it;
    // of two classes to start with, one is to be said.
    def woven = project.file('powertools/pom.xml').toFile()
    woven.text = woven.text.replace('<execution>', '<execution><phase>prepare-package</phase>')
    project.file('spring-cloud-function/src/main/java/com/example/spring/Second.java').toFile().text =
        'package com.example.spring; @org.springframework.boot.autoconfigure.SpringBootApplication ' +
        'public class Second { public static void main(String[] arguments) {} }'
    project.file('powertools/target').toFile().deleteDir()
    def late = project.maven('-pl', 'powertools', 'package', 'lambda-image:invoke')
    assert late.isSuccess()
    assert late.says('Powertools greets Lambda')
    assert late.log().any { it.contains('asked to greet') && it.contains('"function_name"') }
    def checked = project.maven('-fae', '-pl', 'powertools,spring-cloud-function', 'lambda-image:check',
        '-Dlambda-image.excludes=!org.projectlombok:lombok')
    assert !checked.isSuccess()
    assert checked.says("Note: aspectj-maven-plugin:compile runs in the phase 'prepare-package', " +
        "and the image is made after 'process-classes'")
    assert checked.log().any { it.contains('Left out, since no function runs them: ') &&
        it.contains('spring-boot-devtools') && !it.contains('lombok') }
    assert checked.says("Spring starts with one class, and 2 have @SpringBootApplication: " +
        "'com.example.spring.Application', 'com.example.spring.Second'. Say which: " +
        "<environment><MAIN_CLASS>com.example.spring.Application</MAIN_CLASS></environment>. (check 'handler')")
}
return true
