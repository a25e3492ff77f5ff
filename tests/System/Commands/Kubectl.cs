namespace Trireme.Tests.System.Commands;

/// <summary>kubectl with a cluster's kubeconfig, in one namespace, with a home of its own (its caches are shared with nobody).</summary>
internal sealed class Kubectl(string kubeconfig, string home, string ns = "default")
{
    /// <summary>The namespace of all commands that do not name one.</summary>
    public string Namespace => ns;

    /// <summary>What it needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["KUBECONFIG"] = kubeconfig,
        ["HOME"] = home,
        ["TERM"] = "dumb",
    };

    /// <summary>The same in another namespace.</summary>
    public Kubectl In(string other) => new(kubeconfig, home, other);

    /// <summary>Runs a command, whatever comes of it.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync("kubectl", ["--namespace", ns, .. arguments], null, Environment);

    /// <summary>Runs a command that must succeed; returns its output without surrounding white space.</summary>
    public async Task<string> TextAsync(params string[] arguments) => (await RunAsync(arguments)).Text;

    /// <summary>Runs a command with input.</summary>
    public Task<CommandResult> FeedAsync(string input, params string[] arguments) =>
        Command.RunAsync("kubectl", ["--namespace", ns, .. arguments], input, Environment);

    /// <summary>Runs a command with an additional environment.</summary>
    public Task<CommandResult> WithAsync(string name, string value, params string[] arguments) =>
        Command.RunAsync("kubectl", ["--namespace", ns, .. arguments], null, new Dictionary<string, string>(Environment) { [name] = value });

    /// <summary>Applies manifests in JSON; returns what it printed.</summary>
    public async Task<string> ApplyAsync(params string[] manifests) =>
        (await FeedAsync(string.Join("\n", manifests), "apply", "-f", "-")).Text;

    /// <summary>One field of an object, as a JSONPath without braces such as <c>.status.phase</c>.</summary>
    public Task<string> FieldAsync(string resource, string path) => TextAsync("get", resource, "-o", $"jsonpath={{{path}}}");

    /// <summary>Waits until a field holds a value.</summary>
    public Task<string> FieldIsAsync(string resource, string path, string value, TimeSpan? limit = null) =>
        Eventually.HoldsAsync(() => FieldAsync(resource, path), seen => seen == value, limit, $"{resource} {path} is '{value}'");

    /// <summary>Waits until a Pod is ready.</summary>
    public Task<string> ReadyAsync(string pod, int seconds = 60) =>
        TextAsync("wait", "--for=condition=Ready", $"pod/{pod}", $"--timeout={seconds}s");

    /// <summary>Waits until a Pod's events contain a text; returns all of them as type, reason and message.</summary>
    public Task<string> EventAsync(string name, string text, TimeSpan? limit = null) =>
        Eventually.HoldsAsync(
            () => TextAsync("get", "events", "--field-selector", $"involvedObject.name={name}", "-o",
                "jsonpath={range .items[*]}{.type} {.reason} {.message}{\"\\n\"}{end}"),
            events => events.Contains(text, StringComparison.Ordinal), limit, $"an event of {name} says '{text}'");

    /// <summary>Starts a command that goes on.</summary>
    public LiveCommand Start(params string[] arguments) => new("kubectl", ["--namespace", ns, .. arguments], Environment);
}
