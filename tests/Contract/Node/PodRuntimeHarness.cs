using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>Brings up one runtime for the contract suite, with one small image in it that has a POSIX shell.</summary>
public abstract class PodRuntimeHarness : IAsyncLifetime
{
    /// <summary>Why this runtime cannot be tested here; null where it can.</summary>
    public string? SkipReason { get; protected set; }

    /// <summary>The runtime under test.</summary>
    public IPodRuntime Runtime { get; protected set; } = null!;

    /// <summary>An image with /bin/sh and the usual small tools.</summary>
    public string Image { get; protected set; } = "";

    /// <summary>A folder for logs and volumes that is removed at the end.</summary>
    public string WorkDirectory { get; protected set; } = "";

    /// <summary>A second connection to what runs, as a restarted node agent would make it.</summary>
    public abstract Task<IPodRuntime> ReconnectAsync();

    /// <summary>Puts another image into the runtime.</summary>
    public abstract Task ImportImageAsync(params string[] names);

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}
