namespace Trireme.Node.Volumes;

/// <summary>A volume that could not be set up.</summary>
/// <param name="Name">The volume's name in the Pod.</param>
/// <param name="Message">Why.</param>
internal sealed record VolumeFailure(string Name, string Message);
