using System.Collections.Concurrent;

namespace Trireme.Node.Runtime;

/// <summary>What runtimes call themselves, such as <c>containerd</c>: the prefix of container ids. Thread-safe.</summary>
internal sealed class RuntimeNames
{
    private readonly ConcurrentDictionary<IPodRuntime, string> _names = new();

    /// <summary>Asks a runtime.</summary>
    /// <exception cref="RuntimeException">It does not answer.</exception>
    public async Task LearnAsync(IPodRuntime runtime, CancellationToken cancellationToken) =>
        _names[runtime] = (await runtime.GetStatusAsync(cancellationToken).ConfigureAwait(false)).RuntimeName;

    /// <summary>The name; the handler's where the runtime has not been asked.</summary>
    public string Of(IPodRuntime runtime) => _names.TryGetValue(runtime, out var name) ? name : runtime.Name;
}
