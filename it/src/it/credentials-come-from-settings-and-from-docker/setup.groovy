import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.registry.RegistryServer

ItProject.start(basedir, context, RegistryServer.builder().basicAuth('robot', 'correct horse battery'))
return true
