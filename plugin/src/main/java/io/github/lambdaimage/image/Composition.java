package io.github.lambdaimage.image;

import io.github.lambdaimage.layer.BuiltLayer;
import java.util.List;

/** An image's layers, all packed, and the documents about them. */
record Composition(List<BuiltLayer> layers, ImageDocuments documents) {}
