import io.github.lambdaimage.it.maven.ItProject
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

// What a copy of the project would not keep: modes and links.
def write = { String name, String permissions ->
    def file = basedir.toPath().resolve(name)
    Files.createDirectories(file.parent)
    file.toFile().text = '#!/bin/sh\nexec "$@"\n'
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions))
}
def link = { String name, String target ->
    Files.createDirectories(basedir.toPath().resolve(name).parent)
    Files.createSymbolicLink(basedir.toPath().resolve(name), Path.of(target))
}
write('opt/otel-handler', 'rwxr-xr-x')
write('opt/extensions/collector', 'rwx------')
write('opt/native/lib/libx.so.1.2', 'rw-------')
link('opt/native/lib/libx.so.1', 'libx.so.1.2')
link('opt/native/lib/libx.so', 'libx.so.1')
link('opt/native/current', basedir.toPath().resolve('opt/native/lib').toString())
link('opt/drafts/gone', 'nowhere')
write('elsewhere/own.crt', 'rw-r--r--')
link('certs/own.crt', '../elsewhere/own.crt')
write('lib/liby.so', 'rw-r--r--')

ItProject.start(basedir, context)
return true
