namespace Trireme.Node.Cri.Images;

/// <summary>What an image says about how it is run. Source: OCI image specification, image configuration.</summary>
public sealed record OciImageConfig
{
    /// <summary>The program and its fixed arguments.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>Default arguments, or the program where there is no entry point.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Variables as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Ports that the image listens on, such as <c>80/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>User, or user and group: by name or number.</summary>
    public string? User { get; init; }

    /// <summary>The folder in which the program starts.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The signal that ends it, such as <c>SIGQUIT</c>.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Labels of the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
