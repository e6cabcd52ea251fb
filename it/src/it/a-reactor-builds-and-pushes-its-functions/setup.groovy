import io.github.lambdaimage.it.maven.ItProject
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream

def project = ItProject.start(basedir, context)
context.userProperties.setProperty('registry', project.registry().authority())
// A jar that is in no repository.
new JarOutputStream(new FileOutputStream(new File(basedir, 'prices/rates.jar'))).withCloseable {
    it.putNextEntry(new JarEntry('rates.txt'))
}
return true
