import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.registry.RegistryServer

// Two to a page: the list of what lies beside the image has more.
ItProject.start(basedir, context, RegistryServer.builder().referrersPerPage(2))
return true
