import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Jdks
import io.github.lambdaimage.standin.image.HostBase
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import javax.tools.ToolProvider

def project = ItProject.start(basedir, context)

// Bases that really run, of each JDK that is here.
def client = project.file('../../runtime-interface-client')
Jdks.found().each { release, home ->
    def base = HostBase.make(home, project.file("jlinked-${release}"), client)
    base.putJava(project.registry().repository('host/java'), "${release}")
    base.putJre(project.registry().repository('host/jre'), "${release}")
}

// Two jars with one class, and one with a class of the function's own.
def jar = { String name, String type, String body, Map<String, String> files = [:] ->
    def folder = project.file("compiled/${name}")
    def source = project.file("compiled/${name}.src/com/example/${type}.java").toFile()
    source.parentFile.mkdirs()
    source.text = "package com.example; public class ${type} { ${body} }"
    folder.toFile().mkdirs()
    assert ToolProvider.systemJavaCompiler.run(null, null, null,
        '--release', '17', '-d', folder.toString(), source.toString()) == 0
    project.file('jars').toFile().mkdirs()
    new JarOutputStream(project.file("jars/${name}.jar").toFile().newOutputStream()).withCloseable { out ->
        out.putNextEntry(new JarEntry("com/example/${type}.class"))
        out.write(folder.resolve("com/example/${type}.class").toFile().bytes)
        files.each { path, text ->
            out.putNextEntry(new JarEntry(path))
            out.write(text.bytes)
        }
    }
}
jar('b', 'Twice', 'public static String which() { return "b"; }',
    ['cfg.txt': 'of b', 'pages/': '', 'pages/two.txt': 'two'])
jar('A', 'Twice', 'public static String which() { return "A"; }', ['cfg.txt': 'of A'])
jar('c', 'Mine', 'public String toString() { return "of c"; }')
return true
