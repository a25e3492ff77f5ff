using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>The contract, kept by a real containerd.</summary>
public sealed class CriRuntimeTests(CriHarness harness) : PodRuntimeContract(harness), IClassFixture<CriHarness>;
