import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer

ItProject.startEcr(basedir, context, EcrServer.builder())
return true
