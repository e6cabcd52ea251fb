import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.registry.RegistryServer
import io.github.lambdaimage.standin.registry.SelfSignedCertificate

// AWS's public registry, as far as anybody can tell who is led there by a proxy.
def project = ItProject.start(basedir, context,
    RegistryServer.builder().tls(SelfSignedCertificate.generate('public.ecr.aws')))
def bases = project.registry().repository(ItProject.BASE)
LambdaBase.java(11).putIndex(bases, '11')
LambdaBase.java(11).released('2026.08.01').putIndex(bases, '11.al2023')
return true
