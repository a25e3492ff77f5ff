using Trireme.Api.Core.V1;

namespace Trireme.Node.Volumes;

/// <summary>Sets up volumes of one kind. Thread-safe; one volume is set up by one caller at a time.</summary>
internal interface IVolumeDriver
{
    /// <summary>The kind's name on disk, such as <c>kubernetes.io~configmap</c>.</summary>
    string DirectoryName { get; }

    /// <summary>Whether the volume is of this kind.</summary>
    bool Handles(Volume volume);

    /// <summary>Sets the volume up, or brings its content up to date. Idempotent.</summary>
    /// <exception cref="VolumeException">It cannot be done now.</exception>
    /// <exception cref="IOException">The disk or the API server fails.</exception>
    Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken);
}
