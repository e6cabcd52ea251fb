# Both come from target/lambda-image/image.tfvars.json.

variable "image_uri" {
  description = "The image, by its digest."
  type        = string

  validation {
    condition     = can(regex("@sha256:[0-9a-f]{64}$", var.image_uri))
    error_message = "A tag does not do: Lambda would not notice that it moved."
  }
}

variable "architecture" {
  description = "What the image was built for: arm64 or x86_64."
  type        = string
}
