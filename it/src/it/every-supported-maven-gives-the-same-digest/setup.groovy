import io.github.lambdaimage.it.maven.ItProject
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream

ItProject.start(basedir, context)
// A jar that is in no repository.
new File(basedir, 'vendor').mkdirs()
new JarOutputStream(new FileOutputStream(new File(basedir, 'vendor/driver.jar'))).withCloseable {
    it.putNextEntry(new JarEntry('driver.txt').tap { time = 1_000_000_000_000L })
}
return true
