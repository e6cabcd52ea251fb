import io.github.lambdaimage.it.maven.ItProject

ItProject.start(basedir, context)
// 100 MB, half of them worth compressing.
def random = new Random(1)
def noise = new byte[1 << 20]
random.nextBytes(noise)
def words = new StringBuilder()
while (words.length() < 1 << 20) {
    words.append('word-').append(random.nextInt(20_000)).append(' ')
}
new File(basedir, 'models').mkdir()
['weights.bin': noise, 'vocabulary.txt': words.toString().bytes].each { name, block ->
    new File(basedir, "models/${name}").withOutputStream { out -> 50.times { out.write(block) } }
}
return true
