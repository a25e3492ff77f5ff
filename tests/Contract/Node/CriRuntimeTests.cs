using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>The contract, kept by a real containerd.</summary>
[Collection(ContainerdCollection.Name)]
public sealed class CriRuntimeTests(CriHarness harness) : PodRuntimeContract(harness);
