import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.HostBase
import java.util.jar.Attributes
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import java.util.jar.Manifest
import javax.tools.ToolProvider

def project = ItProject.start(basedir, context)

// Bases that really run, made of what this machine has.
def base = HostBase.make(project.file('jlinked'), project.file('../../runtime-interface-client'))
base.putJava(project.registry().repository('host/java'), '17')
base.putProvided(project.registry().repository('host/provided'), '1')
base.putJre(project.registry().repository('host/jre'), '17')

// An agent, as monitoring has them.
def classes = project.file('agent-classes')
def source = project.file('Agent.java')
source.toFile().text = '''
    public class Agent {
      public static void premain(String arguments) {
        System.setProperty("com.example.agent", "at work");
      }
    }
'''
assert ToolProvider.systemJavaCompiler.run(null, null, null,
    '--release', '17', '-d', classes.toString(), source.toString()) == 0
def manifest = new Manifest()
manifest.mainAttributes.put(Attributes.Name.MANIFEST_VERSION, '1.0')
manifest.mainAttributes.putValue('Premain-Class', 'Agent')
project.file('agent').toFile().mkdirs()
new JarOutputStream(project.file('agent/agent.jar').toFile().newOutputStream(), manifest).withCloseable { jar ->
    jar.putNextEntry(new JarEntry('Agent.class'))
    jar.write(classes.resolve('Agent.class').toFile().bytes)
}
return true
