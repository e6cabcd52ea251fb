import io.github.lambdaimage.it.maven.ItProject

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
    assert says('Handler: org.springframework.cloud.function.adapter.aws.FunctionInvoker, which calls the project\'s classes for Spring Cloud Function')
    assert says('Spring starts with com.example.spring.Application, by MAIN_CLASS in the image')
    assert says('Spring starts with com.example.web.Application, by MAIN_CLASS in the image')
    assert says('Left out, since no function runs them: ')
    def leftOut = log.find { it.contains('Left out, since no function runs them: ') && it.contains('spring-boot-devtools') }
    ['spring-boot-devtools', 'spring-boot-configuration-processor', 'lombok'].each { assert leftOut.contains(it) }

    // What Quarkus makes is found, and in layers as any other function.
    assert says('Quarkus greets Lambda')
    assert says('Handler: io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler, which calls the project\'s classes for Quarkus')
    assert log.any { it ==~ /.*Content: .*function\.zip, made by Quarkus/ }
    assert project.imageJson('quarkus').get('layers')*.get('name')*.asText().containsAll(['dependencies', 'classes'])

    // Where its plugin has not run in this build, what an earlier one left is not taken.
    def digest = project.imageJson('quarkus').get('digest')
    def early = project.maven('-pl', 'quarkus', 'lambda-image:build')
    assert !early.isSuccess()
    assert early.says("<handler> 'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler': what Quarkus makes of the project ('io.quarkus.runner.ApplicationImpl') is not in the image.")
    assert early.says("Run 'mvn package lambda-image:build'")
    assert project.imageJson('quarkus').get('digest') == digest

    // A step in a later phase is a note; who wants what is left out keeps it; of two classes to start with, one is to be said.
    def woven = project.file('powertools/pom.xml').toFile()
    woven.text = woven.text.replace('<execution>', '<execution><phase>prepare-package</phase>')
    project.file('spring-cloud-function/src/main/java/com/example/spring/Second.java').toFile().text =
        'package com.example.spring; @org.springframework.boot.autoconfigure.SpringBootApplication public class Second { public static void main(String[] arguments) {} }'
    def checked = project.maven('-fae', '-pl', 'powertools,spring-cloud-function', 'lambda-image:check', '-Dlambda-image.excludes=!org.projectlombok:lombok')
    assert !checked.isSuccess()
    assert checked.says("Note: aspectj-maven-plugin:compile runs in the phase 'prepare-package', and the image is made after 'process-classes'")
    assert checked.log().any { it.contains('Left out, since no function runs them: ') && it.contains('spring-boot-devtools') && !it.contains('lombok') }
    assert checked.says("Spring starts with one class, and 2 have @SpringBootApplication: 'com.example.spring.Application', 'com.example.spring.Second'. Say which: <environment><MAIN_CLASS>com.example.spring.Application</MAIN_CLASS></environment>. (check 'handler')")
}
return true
