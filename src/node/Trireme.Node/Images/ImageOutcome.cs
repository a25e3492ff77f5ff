using Trireme.Node.Runtime;
using Trireme.Node.Statuses;

namespace Trireme.Node.Images;

/// <summary>What became of the wish for an image: the image, or why the container must wait.</summary>
/// <param name="Image">The image; null where it could not be had.</param>
/// <param name="Cause">Why the container waits; null where the image is there.</param>
/// <param name="RetryAt">When another try makes sense; null where the image is there.</param>
internal sealed record ImageOutcome(ImageState? Image, WaitingCause? Cause, DateTimeOffset? RetryAt);
