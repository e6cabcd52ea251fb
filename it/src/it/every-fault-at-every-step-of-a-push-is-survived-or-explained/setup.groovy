import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.faults.Faults
import io.github.lambdaimage.it.maven.ItProject

context.faults = new Faults()
ItProject.startEcr(basedir, context, EcrServer.builder().behind(context.faults))
return true
