namespace Trireme.Hosting;

/// <summary>What the command line asks of a cluster. Null means: as before, or the default.</summary>
internal sealed record UpOptions
{
    /// <summary>Where the cluster keeps its files.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>TCP port of the API server.</summary>
    public int? ApiPort { get; init; }

    /// <summary>TCP port of the node agent.</summary>
    public int? NodePort { get; init; }

    /// <summary>The address under which the API server is reached.</summary>
    public string? AdvertiseAddress { get; init; }

    /// <summary>The node's name.</summary>
    public string? NodeName { get; init; }

    /// <summary>The range of the Pods' addresses.</summary>
    public string? PodCidr { get; init; }

    /// <summary>The range of the Services' addresses.</summary>
    public string? ServiceCidr { get; init; }

    /// <summary>The socket of a CRI runtime that runs already.</summary>
    public string? RuntimeEndpoint { get; init; }

    /// <summary>Whether missing packages may not be installed.</summary>
    public bool NoInstall { get; init; }

    /// <summary>Whether a node agent runs in this process.</summary>
    public bool WithNode { get; init; } = true;
}
